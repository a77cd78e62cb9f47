"""Stands before every route and socket: host, origin, token.

Pure ASGI, because Starlette's HTTP middlewares let WebSockets pass.
"""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ravine.server.problems import refuse
from ravine.server.security.headers import ENCODED_SECURITY_HEADERS
from ravine.server.security.hosts import AllowedHosts, parse_authority, same_origin
from ravine.server.security.token import Token, encoded, without_token

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES: Final = frozenset({"same-origin", "none"})


class Guard:
    """Refuses what comes from another site or without the token.

    Args:
        app: what is guarded.
        hosts: the names under which the server may be addressed.
        token: the secret every request must bear; None where none is needed.
    """

    def __init__(self, app: ASGIApp, hosts: AllowedHosts, token: str | None) -> None:
        self._app = app
        self._hosts = hosts
        self._secret = token or ""
        self._token = None if token is None else Token(token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = self._judge(scope)
        if answer is None:
            await self._app(scope, receive, with_security_headers(send))
        elif scope["type"] == "http":
            await answer(scope, receive, with_security_headers(send))
        else:
            await deny(answer, scope, receive, send)

    def _judge(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        return (
            self._judge_host(scope, headers)
            or self._judge_origin(scope, headers)
            or self._judge_token(scope, headers)
        )

    def _judge_host(self, scope: Scope, headers: Headers) -> Response | None:
        given = headers.getlist("host")
        own_port = (scope.get("server") or ("", None))[1]
        if len(given) == 1 and (given[0], own_port) in self._hosts:
            return None
        name = given[0] if len(given) == 1 else "(none, or several)"
        return refuse(
            421,
            "foreign-host",
            f"This server does not answer to the name {name}. To allow a name, add it to "
            "RAVINE_ALLOWED_HOSTS.",
        )

    def _judge_origin(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["type"] == "http" and scope["method"] in SAFE_METHODS:
            return None
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        foreign_site = site is not None and site not in OWN_SITES
        foreign = origin is not None and not same_origin(origin, scope["scheme"], headers["host"])
        if not (foreign_site or foreign):
            return None
        return refuse(
            403,
            "foreign-origin",
            f"A page of {origin or 'another site'} may not do this; use Ravine's own page.",
        )

    def _judge_token(self, scope: Scope, headers: Headers) -> Response | None:
        if self._token is None or bears(self._token, scope, headers):
            return None
        if (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and self._token.is_in_query(scope["query_string"])
        ):
            return self._let_in(scope, headers)
        answer = refuse(
            401,
            "token-required",
            "Open the address that was printed at the start (it ends in ?token=...), or send "
            "the header 'Authorization: Bearer <token>'.",
        )
        answer.headers["www-authenticate"] = "Bearer"  # RFC 9110, section 15.5.2, wants one.
        return answer

    def _let_in(self, scope: Scope, headers: Headers) -> Response:
        """Move the token from the address, where others might see it, into a cookie."""
        rest = without_token(scope["query_string"]).decode("latin-1")
        path = "/" + scope["path"].lstrip("/")  # `//name` would lead to another site.
        answer = RedirectResponse(quote(path) + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(
            cookie_name(scope, headers),
            encoded(self._secret),
            httponly=True,
            samesite="strict",
            secure=scope["scheme"] == "https",
        )
        return answer


def bears(token: Token, scope: Scope, headers: Headers) -> bool:
    """Whether a request bears the token where nobody reads it by the way."""
    return token.is_in_authorization(headers.getlist("authorization")) or token.is_in_cookies(
        headers.getlist("cookie"), cookie_name(scope, headers)
    )


def cookie_name(scope: Scope, headers: Headers) -> str:
    """The cookie's name, with the port that the browser sees.

    Cookies know no ports: without one in the name, two servers of a host would share theirs.
    """
    asked = parse_authority(headers.get("host", ""))
    own_port = (scope.get("server") or ("", None))[1]
    return f"ravine_token_{(asked and asked.port) or own_port or 0}"


def with_security_headers(send: Send) -> Send:
    """A `send` that adds the security headers to the start of a response."""

    async def sending(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            message = {**message, "headers": [*message["headers"], *ENCODED_SECURITY_HEADERS]}
        await send(message)

    return sending


async def deny(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a WebSocket's handshake with a response instead of accepting it."""
    await receive()
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
        return

    async def sending(message: Message) -> None:
        await with_security_headers(send)({**message, "type": f"websocket.{message['type']}"})

    await answer({**scope, "type": "http"}, receive, sending)
