"""What is said on the socket beside binary frames: two closed unions, tagged by `type`.

Frames (`ravine.wire.frames`) carry this header: `kind` ("steps" or "snapshot"), `run_id`,
`first_step`, `steps`, `rows`, `seq`, `server` and `columns`. When rows were left out, `rows` is
less than `steps` and a column `step` names each row's step.
"""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from ravine.wire import limits
from ravine.wire.experiments import RunSummary, Storage
from ravine.wire.problems import ProblemError
from ravine.wire.spec import Strict, Whole

RunId = Annotated[str, Field(min_length=1, max_length=64)]


class Subscribe(Strict):
    """Send this run from here on: first what is stored, then what comes."""

    type: Literal["subscribe"] = Field(description="What is said.")
    run_id: RunId = Field(description="The run.")
    from_step: Annotated[Whole, Field(ge=1, le=limits.LAST_STEP)] = Field(
        1, description="The first step wanted."
    )
    from_snapshot: Annotated[Whole, Field(ge=-1, le=limits.LAST_STEP)] = Field(
        -1, description="Snapshots of later steps are sent."
    )
    server: Annotated[str, Field(max_length=64)] | None = Field(
        None, description="Which server gave the cursor, as its `welcome` said."
    )
    max_points: Annotated[Whole, Field(ge=5, le=100_000)] | None = Field(
        None, description="Most rows of a frame; null for every step."
    )


class Unsubscribe(Strict):
    """Send no more of this run."""

    type: Literal["unsubscribe"] = Field(description="What is said.")
    run_id: RunId = Field(description="The run.")


class Ack(Strict):
    """Frames up to this number have been dealt with."""

    type: Literal["ack"] = Field(description="What is said.")
    seq: Annotated[Whole, Field(ge=1)] = Field(
        description="`seq` of the newest frame that was dealt with."
    )


class Watch(Strict):
    """Send the status of every run, not only of those subscribed to."""

    type: Literal["watch"] = Field(description="What is said.")
    on: Annotated[bool, Field(strict=True)] = Field(
        description="Whether to send the status of every run."
    )


class ClientMessage(RootModel[Subscribe | Unsubscribe | Ack | Watch]):
    """What a client may say."""

    root: Annotated[Subscribe | Unsubscribe | Ack | Watch, Field(discriminator="type")]


class Welcome(Strict):
    """The first message: frames beyond `credit` wait until earlier ones are acknowledged."""

    type: Literal["welcome"] = Field(default="welcome", description="What is said.")
    server: str = Field(description="The server's id, new at each start.")
    version: str = Field(description="The version of Ravine.")
    credit: int = Field(description="Most frames that are sent without an acknowledgement.")


class StatusMessage(Strict):
    """A run as it is now."""

    type: Literal["status"] = Field(default="status", description="What is said.")
    run: RunSummary = Field(description="The run.")


class Resync(Strict):
    """The cursor is of no use: subscribe again from the first step, or forget the run."""

    type: Literal["resync"] = Field(default="resync", description="What is said.")
    run_id: str = Field(description="The run.")
    reason: Literal["unknown_run", "unknown_server"] = Field(
        description="There is no such run, or the cursor is from before the server's last start."
    )
    server: str = Field(description="The server's id, new at each start.")


class Complete(Strict):
    """The run has ended and everything has been sent."""

    type: Literal["complete"] = Field(default="complete", description="What is said.")
    run_id: str = Field(description="The run.")
    last_step: int = Field(description="The last step that was sent.")
    last_snapshot: int = Field(description="-1 when there is none.")


class Removed(Strict):
    """The run was deleted."""

    type: Literal["removed"] = Field(default="removed", description="What is said.")
    run_id: str = Field(description="The run.")


class StorageMessage(Strict):
    """Whether anything can be stored: sent when it changes, and at the beginning if not."""

    type: Literal["storage"] = Field(default="storage", description="What is said.")
    storage: Storage = Field(description="Whether anything can be stored.")


class ProblemMessage(Strict):
    """Something the client said was wrong; the connection goes on.

    The fields of problem details (RFC 9457), with `problem` in the place of its `type`.
    """

    type: Literal["problem"] = Field(default="problem", description="What is said.")
    problem: str = Field(description="What kind of problem: `/problems/<slug>`.")
    title: str = Field(description="What the status is called.")
    status: int = Field(description="The HTTP status that a request would be answered with.")
    detail: str = Field(description="What is wrong with the message, for people.")
    errors: list[ProblemError] = Field(
        default_factory=list, description="Everything that is wrong, each with its place."
    )


class ServerMessage(
    RootModel[
        Welcome | StatusMessage | Resync | Complete | Removed | StorageMessage | ProblemMessage
    ]
):
    """What the server may say."""

    root: Annotated[
        Welcome | StatusMessage | Resync | Complete | Removed | StorageMessage | ProblemMessage,
        Field(discriminator="type"),
    ]
