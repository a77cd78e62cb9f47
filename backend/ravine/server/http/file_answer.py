"""Files that are made while they are sent."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class FileAnswer(StreamingResponse):
    """A file for a browser to keep; what makes it ends with the answer, whole or cut short.

    Args:
        pieces: its content, one piece after the other.
        name: what the browser calls it.
        media_type: what it is.
    """

    def __init__(
        self, pieces: AsyncGenerator[str] | AsyncGenerator[bytes], name: str, media_type: str
    ) -> None:
        disposition = {"content-disposition": f'attachment; filename="{name}"'}
        super().__init__(pieces, 200, disposition, media_type)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, and let go of what it was made from even if nobody took it all."""
        async with aclosing(self._pieces):
            await super().__call__(scope, receive, send)
