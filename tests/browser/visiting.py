"""What a browser test needs to know of windows, and what no page may do."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    WebSocket,
    expect,
)

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

PATIENCE_S = 60
"""How long a test waits: longer than a machine takes that runs other tests beside."""

Visit = Callable[..., Page]
"""Opens a path of the dashboard; see the fixture `visit`."""


def wait_until(happened: Callable[[], bool]) -> None:
    """Look again and again, for what Playwright cannot wait for by itself."""
    given_up = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < given_up, f"not within {PATIENCE_S} s"


def expect_no_answer(page: Page) -> None:
    """Expect the page to say that the server is away, wherever it asked: that may be two places."""
    expect(
        page.get_by_role("alert").filter(has_text="The server does not answer").first
    ).to_be_visible()


@dataclass
class Watch:
    """What a page must not do, noted while it does it."""

    host: str
    """Where requests may go."""
    allowed: list[str] = field(default_factory=list)
    """Parts of error messages that a test provokes on purpose."""
    errors: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those to come and those that pages open included."""
        context.on("console", self.on_console)
        context.on("weberror", self.on_error)
        context.on("request", self.on_request)
        context.on("page", lambda page: page.on("websocket", self.on_socket))

    def on_console(self, message: ConsoleMessage) -> None:
        """Note errors."""
        if message.type == "error" and not any(part in message.text for part in self.allowed):
            self.errors.append(message.text)

    def on_error(self, error: WebError) -> None:
        """Note what a page's scripts did not catch."""
        self.errors.append(str(error.error))

    def on_request(self, request: Request) -> None:
        """Note requests to other hosts."""
        self._note_foreign(request.url)

    def on_socket(self, socket: WebSocket) -> None:
        """Note sockets to other hosts."""
        self._note_foreign(socket.url)

    def _note_foreign(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.errors.append(f"request to {url}")
