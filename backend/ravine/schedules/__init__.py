"""The learning-rate schedules, one file each."""

from ravine.schedules.base import Factor, Schedule
from ravine.schedules.constant import CONSTANT
from ravine.schedules.exponential_decay import EXPONENTIAL_DECAY
from ravine.schedules.inverse_time_decay import INVERSE_TIME_DECAY
from ravine.schedules.step_decay import STEP_DECAY
from ravine.vocabulary.catalog import Catalog

SCHEDULES: Catalog[Schedule] = Catalog(
    "schedule",
    (CONSTANT, STEP_DECAY, EXPONENTIAL_DECAY, INVERSE_TIME_DECAY),
    group="ravine.schedules",
)

__all__ = ["SCHEDULES", "Factor", "Schedule"]
