"""Errors as they cross the wire: RFC 9457 problem details."""

from pydantic import BaseModel, Field


class ProblemError(BaseModel):
    """One thing wrong."""

    pointer: str = Field(description="JSON pointer to the value; empty for the whole request.")
    message: str = Field(description="What is wrong.")
    remedy: str = Field(description="What would be right.")


class ProblemDetails(BaseModel):
    """An error, its place and its remedy, as `application/problem+json`."""

    type: str = Field(description="What kind of problem: `/problems/<slug>`.")
    title: str = Field(description="What the status is called.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with this request, for people.")
    errors: list[ProblemError] = Field(
        default_factory=list,
        description="Everything that is wrong, each with its place; empty where no place can be "
        "named.",
    )
