"""What became of a descent, and what could be said of it on the way."""

from ravine.readings.descents.descent import Descent, Ground, Region, finite_part
from ravine.readings.descents.outcome import Outcome, Span, read_descents
from ravine.readings.descents.status import Status

__all__ = [
    "Descent",
    "Ground",
    "Outcome",
    "Region",
    "Span",
    "Status",
    "finite_part",
    "read_descents",
]
