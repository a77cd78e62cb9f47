"""What a browser test needs to know of windows, and what no page may do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, ViewportSize

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

Visit = Callable[..., Page]
"""Opens a path of the dashboard; see the fixture `visit`."""


@dataclass
class Watch:
    """What a page must not do, noted while it does it."""

    host: str
    """Where requests may go."""
    allowed: list[str] = field(default_factory=list)
    """Parts of error messages that a test provokes on purpose."""
    errors: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        """Note errors."""
        if message.type == "error" and not any(part in message.text for part in self.allowed):
            self.errors.append(message.text)

    def on_request(self, request: Request) -> None:
        """Note requests to other hosts."""
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.errors.append(f"request to {request.url}")
