"""Damages a database as a bad disk does: one page, without a word."""

from pathlib import Path

PAGE_BYTES = 4096


def overwrite_page_with(path: Path, text: bytes) -> None:
    """Overwrite the pages that contain these bytes."""
    content = bytearray(path.read_bytes())
    places = range(0, len(content), PAGE_BYTES)
    struck = [at for at in places if text in content[at : at + PAGE_BYTES]]
    assert struck
    for at in struck:
        content[at : at + PAGE_BYTES] = bytes([0xFF]) * PAGE_BYTES
    path.write_bytes(content)
