"""Requests to a Ravine server, and its refusals."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import httpx
import orjson
from pydantic import ValidationError

from ravine.wire.problems import ProblemDetails

Json: TypeAlias = dict[str, Any]
Query: TypeAlias = Mapping[str, str | int]


class RequestError(Exception):
    """The server refused a request.

    Args:
        problem: what was wrong, where, and what would be right (RFC 9457).
    """

    def __init__(self, problem: ProblemDetails) -> None:
        self.problem = problem
        lines = [f"{error.pointer}: {error.message} {error.remedy}" for error in problem.errors]
        super().__init__("\n".join([problem.detail, *lines]))


class Transport:
    """Sends requests and reads answers.

    Args:
        url: the server's address.
        token: the server's token, if it asks for one; `?token=...` in the address counts.
        timeout_s: seconds to wait for an answer.
        over: what carries the requests; the network by default.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        timeout_s: float,
        over: httpx.BaseTransport | None = None,
    ) -> None:
        address = httpx.URL(url)
        token = token or address.params.get("token")
        # As bytes, because httpx takes nothing but ASCII for text.
        headers = {} if token is None else {b"authorization": f"Bearer {token}".encode()}
        base = address.copy_with(query=None)
        self._http = httpx.Client(base_url=base, headers=headers, timeout=timeout_s, transport=over)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def json(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Query | None = None,
    ) -> Json:
        """The answer's JSON; raises `RequestError`."""
        answer: Json = orjson.loads(self.send(method, path, body, query).content)
        return answer

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Query | None = None,
    ) -> httpx.Response:
        """The answer; raises `RequestError` when it is an error."""
        content = None if body is None else orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY)
        headers = {} if body is None else {"content-type": "application/json"}
        answer = self._http.request(method, path, content=content, headers=headers, params=query)
        if answer.is_error:
            raise RequestError(_problem(answer))
        return answer


def _problem(answer: httpx.Response) -> ProblemDetails:
    """The problem in an answer; one made from its status when something else answered."""
    try:
        return ProblemDetails.model_validate_json(answer.content)
    except ValidationError:
        return ProblemDetails(
            type="about:blank",
            title=answer.reason_phrase,
            status=answer.status_code,
            detail=f"{answer.url} answered {answer.status_code} {answer.reason_phrase}.",
        )
