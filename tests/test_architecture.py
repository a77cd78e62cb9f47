"""The import directions of pyproject.toml's contracts, and that the package is for its users."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_imports_go_down_only(pytestconfig: pytest.Config) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def definitions(text: str) -> Iterator[str]:
    """Functions and classes of a module that nothing registers or calls by itself."""
    for node in ast.parse(text).body:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        if isinstance(node, kinds) and not node.decorator_list and not node.name.startswith("__"):
            yield node.name


def test_the_package_holds_nothing_that_only_tests_use(pytestconfig: pytest.Config) -> None:
    package = pytestconfig.rootpath / "backend" / "ravine"
    texts = {path: path.read_text("utf-8") for path in package.rglob("*.py")}
    words = Counter(word for text in texts.values() for word in re.findall(r"\w+", text))
    alone = [
        f"{path.relative_to(package)}: {name}"
        for path, text in texts.items()
        for name in definitions(text)
        if words[name] == 1
    ]
    assert alone == []
