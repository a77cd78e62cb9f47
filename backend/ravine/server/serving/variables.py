"""Environment variables that look like settings and are none."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from ravine.server.settings import Settings

PREFIX: Final = "RAVINE_"
# The browser of the tests, and the server that the dashboard's development server asks.
OF_TOOLS: Final = frozenset({"RAVINE_CHROMIUM", "RAVINE_SERVER"})


def unknown_variables(names: Iterable[str]) -> list[str]:
    """A sentence for each variable with our prefix that sets nothing."""
    settings = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    known = OF_TOOLS.union(settings)
    ours = (name for name in names if name.upper().startswith(PREFIX))
    return [sentence(name, settings) for name in sorted(ours) if name.upper() not in known]


def sentence(name: str, settings: list[str]) -> str:
    """What people are told of a variable that sets nothing."""
    own = [setting.removeprefix(PREFIX) for setting in settings]
    close = get_close_matches(name.upper().removeprefix(PREFIX), own, n=2, cutoff=0.5)
    meant = " or ".join(f"{PREFIX}{one}" for one in close)
    advice = f"Did you mean {meant}?" if meant else "'ravine serve --help' lists the settings."
    return f"{name} is not a setting of Ravine and is ignored. {advice}"
