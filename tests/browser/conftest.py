"""A real server, a real browser, and pages that allow no error and no request to another host."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from tests.browser.visiting import DESKTOP, PATIENCE_S, Visit, Watch

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=1000 * PATIENCE_S)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, which ends with the tests."""
    home = tmp_path_factory.mktemp("server")
    environment = {
        **os.environ,
        "RAVINE_PORT": "0",
        "RAVINE_DATABASE": str(home / "runs.sqlite3"),
        "RAVINE_CACHE_DIR": str(home / "cache"),
        "RAVINE_OPEN_BROWSER": "0",
        "PYTHONUNBUFFERED": "1",
    }
    log = home / "errors.txt"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "ravine", "serve"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """What the server says it listens on."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
    raise RuntimeError(f"the server said no address; it wrote:\n{log.read_text()}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


def _launch(driver: Playwright, *flags: str) -> Browser:
    path = os.environ.get("RAVINE_CHROMIUM") or shutil.which("chromium")
    return driver.chromium.launch(executable_path=path, args=[*QUIET, *flags])


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that draws in space, in software; slow, so started only when asked for."""
    browser = _launch(playwright, "--enable-unsafe-swiftshader")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def flat_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser without WebGL."""
    browser = _launch(playwright, "--disable-3d-apis")
    yield browser
    browser.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, server: str) -> Iterator[Visit]:
    """Open a path in a fresh browser context; afterwards fail on any error it caused.

    Keyword arguments: `theme` ("light" or "dark"), `viewport`, `webgl` (slow: drawn in software),
    `allow` (parts of console errors that the test provokes), `still` (reduced motion), `script`
    (run before the page's own, at every load), and whatever a browser context takes (`has_touch`,
    `forced_colors`, `contrast` ...).
    """
    watch = Watch(urlsplit(server).netloc)
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "/",
        *,
        theme: str = "light",
        viewport: ViewportSize = DESKTOP,
        webgl: bool = False,
        allow: tuple[str, ...] = (),
        still: bool = False,
        script: str = "",
        **options: Any,
    ) -> Page:
        browser: Browser = request.getfixturevalue("browser" if webgl else "flat_browser")
        context = browser.new_context(
            viewport=viewport,
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce" if still else "no-preference",
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        context.set_default_timeout(1000 * PATIENCE_S)
        contexts.append(context)
        watch.allowed.extend(allow)
        watch.over(context)
        page = context.new_page()
        page.add_init_script(script)
        page.goto(server + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.errors == []
