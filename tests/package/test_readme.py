import ast
import json
import math
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from tests.server.live import LiveServer
from typer.testing import CliRunner

from ravine.cli import app
from ravine.server.settings import Settings

BLOCK = re.compile(r"(<!-- needs a server -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
LOCAL = "http://127.0.0.1:8000"


@pytest.fixture
def readme(project: Path) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


def blocks(readme: str, language: str, served: bool = False) -> list[str]:
    found = BLOCK.findall(readme)
    return [text for mark, kind, text in found if kind == language and bool(mark) == served]


def run_python(code: str, capsys: pytest.CaptureFixture[str]) -> str:
    exec(compile(ast.parse(code), "README.md", "exec"), {"__name__": "readme"})
    return capsys.readouterr().out


def assert_says(shown: Any, answer: Any) -> None:
    """What the README shows is in the answer, which may hold more where it is shortened."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            assert_says(value, answer[key])
    elif isinstance(shown, list):
        kept = shown[: shown.index("...")] if "..." in shown else shown
        assert len(kept) == len(shown) - 1 or len(answer) == len(shown)
        for one, other in zip(kept, answer, strict=False):
            assert_says(one, other)
    elif isinstance(shown, float):
        assert math.isclose(shown, answer, rel_tol=1e-4)
    else:
        assert shown == answer


def test_the_python_example_prints_what_it_says(
    readme: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_python(blocks(readme, "python")[0], capsys) == blocks(readme, "text")[0]
    assert (tmp_path / "race.html").is_file()


def test_the_own_function_runs(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "[" in run_python(blocks(readme, "python")[1], capsys)


def test_the_client_example_runs(
    readme: str, server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    [example] = blocks(readme, "python", served=True)
    said = run_python(example.replace(LOCAL, server.url), capsys)
    assert re.search(r"^A finished 0\.9\d+$", said, re.MULTILINE)


def test_the_request_gets_the_answer_shown(readme: str, server: LiveServer) -> None:
    [command] = [text for text in blocks(readme, "sh") if text.startswith("curl")]
    words = shlex.split(command)
    body = words[words.index("-d") + 1]
    assert words[1].startswith(LOCAL)
    answer = server.http.post(words[1].removeprefix(LOCAL), json=json.loads(body))
    assert_says(json.loads(blocks(readme, "json")[0]), answer.json())


def test_every_command_runs(readme: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    served: list[Settings] = []
    monkeypatch.setattr("ravine.server.serve", served.append)
    lines = [line for text in blocks(readme, "sh") for line in text.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("ravine")]
    assert len(commands) >= 5
    for command in commands:
        result = CliRunner().invoke(app, command[1:])
        assert result.exit_code == 0, f"{command}: {result.stderr}"
    assert len(served) == 2


def test_every_setting_is_in_the_table(readme: str) -> None:
    listed = re.findall(r"^\| `(RAVINE_\w+)` \|", readme, re.MULTILINE)
    assert listed == [f"RAVINE_{name.upper()}" for name in Settings.model_fields]


def test_every_link_leads_somewhere(readme: str, project: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (project / target).is_file(), target


def test_every_target_is_named_where_people_look(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    helped = re.findall(r"@echo 'make (\w+)", makefile)
    assert set(phony.split()) - set(helped) == {"help", "page", "browser"}
