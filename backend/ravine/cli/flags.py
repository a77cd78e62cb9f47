"""Where a problem stands on the command line: at a flag, in place of a JSON pointer."""

import re
from collections.abc import Sequence
from typing import Final

from ravine.vocabulary.problems import Problem, shortened, unescaped

# Places in a comparison's request, the inner ones first, and the flags that fill them.
FLAGS: Final = (
    (r"/optimizers/\d+/schedule", "--schedule"),
    (r"/optimizers", "--optimizer"),
    (r"/surface/params", "--surface-param"),
    (r"/surface/expression", "--expression"),
    (r"/surface/x", "--x"),
    (r"/surface/y", "--y"),
    (r"/surface", "--surface"),
    (r"/start", "--start"),
    (r"/steps", "--steps"),
    (r"/seed", "--seed"),
    (r"/noise", "--noise"),
)


def at_flag(problem: Problem, optimizers: Sequence[str]) -> Problem:
    """The problem of a comparison where people can find it.

    Args:
        problem: as the checks of the request have found it.
        optimizers: what was given with each `--optimizer`, to tell which one is meant.
    """
    flag = next(
        (flag for place, flag in FLAGS if re.match(rf"{place}(/|$)", problem.pointer)),
        problem.pointer,
    )
    if flag == "--optimizer" and (index := re.match(r"/optimizers/(\d+)", problem.pointer)):
        flag = f"{flag} {shortened(optimizers[int(index[1])])}"
    parameter = re.search(r"/params/([^/]+)", problem.pointer)
    named = f"{unescaped(parameter[1])}: " if parameter else ""
    return Problem(flag, f"{named}{problem.message}", problem.remedy)
