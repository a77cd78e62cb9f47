"""What is said on the socket beside binary frames: two closed unions, tagged by `type`.

Frames (`ravine.schemas.frames`) carry this header: `kind` ("steps" or "snapshot"), `run_id`,
`first_step`, `steps`, `rows`, `seq`, `epoch` and `columns`. When rows were left out, `rows` is
less than `steps` and a column `step` names each row's step.
"""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from ravine.schemas import limits
from ravine.schemas.experiments import RunSummary
from ravine.schemas.problems import ProblemError
from ravine.schemas.spec import Strict, Whole

RunId = Annotated[str, Field(min_length=1, max_length=64)]


class Subscribe(Strict):
    """Send this run from here on: first what is stored, then what comes."""

    type: Literal["subscribe"]
    run_id: RunId
    from_step: Annotated[Whole, Field(ge=1, le=limits.LAST_STEP)] = 1
    from_snapshot: Annotated[Whole, Field(ge=-1, le=limits.LAST_STEP)] = Field(
        -1, description="Snapshots of later steps are sent."
    )
    epoch: Annotated[str, Field(max_length=64)] | None = Field(
        None, description="The epoch in which the cursor was obtained."
    )
    max_points: Annotated[Whole, Field(ge=5, le=100_000)] | None = Field(
        None, description="Most rows of a frame; null for every step."
    )


class Unsubscribe(Strict):
    """Send no more of this run."""

    type: Literal["unsubscribe"]
    run_id: RunId


class Ack(Strict):
    """Frames up to this number have been dealt with."""

    type: Literal["ack"]
    seq: Annotated[Whole, Field(ge=1)]


class Watch(Strict):
    """Send the status of every run, not only of those subscribed to."""

    type: Literal["watch"]
    on: Annotated[bool, Field(strict=True)]


class ClientMessage(RootModel[Subscribe | Unsubscribe | Ack | Watch]):
    """What a client may say."""

    root: Annotated[Subscribe | Unsubscribe | Ack | Watch, Field(discriminator="type")]


class Welcome(Strict):
    """The first message: frames beyond `credit` wait until earlier ones are acknowledged."""

    type: Literal["welcome"] = "welcome"
    epoch: str = Field(description="Changes when the server is started again.")
    version: str
    credit: int


class StatusMessage(Strict):
    """A run as it is now."""

    type: Literal["status"] = "status"
    run: RunSummary


class Resync(Strict):
    """The cursor is of no use: subscribe again from the first step, or forget the run."""

    type: Literal["resync"] = "resync"
    run_id: str
    reason: Literal["unknown_run", "unknown_epoch"]
    epoch: str


class Complete(Strict):
    """The run has ended and everything has been sent."""

    type: Literal["complete"] = "complete"
    run_id: str
    last_step: int
    last_snapshot: int = Field(description="-1 when there is none.")


class Removed(Strict):
    """The run was deleted."""

    type: Literal["removed"] = "removed"
    run_id: str


class ProblemMessage(Strict):
    """Something the client said was wrong; the connection goes on.

    The fields of problem details (RFC 9457), with `problem` in the place of its `type`.
    """

    type: Literal["problem"] = "problem"
    problem: str = Field(description="What kind of problem: `/problems/<slug>`.")
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = Field(default_factory=list)


class ServerMessage(
    RootModel[Welcome | StatusMessage | Resync | Complete | Removed | ProblemMessage]
):
    """What the server may say."""

    root: Annotated[
        Welcome | StatusMessage | Resync | Complete | Removed | ProblemMessage,
        Field(discriminator="type"),
    ]
