import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from ravine.server.http.routes.page import PAGE as PAGE_SERVED

DELIVERED = (
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".gitignore",
    "constraints.txt",
    "Makefile",
)
PAGE = "ravine/server/page/index.html"


@pytest.fixture(scope="module")
def built(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist of the sources with a page that stands for the built one."""
    source = tmp_path_factory.mktemp("source")
    for name in DELIVERED:
        shutil.copy(pytestconfig.rootpath / name, source)
    ignored = shutil.ignore_patterns("page", "__pycache__")
    for name in ("backend", "scripts"):
        shutil.copytree(pytestconfig.rootpath / name, source / name, ignore=ignored)
    page = source / "backend" / PAGE
    page.parent.mkdir()
    page.write_text("<!doctype html>")
    command = [sys.executable, "-m", "hatchling", "build", "-d", "built"]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return source / "built"


@pytest.fixture
def hook(project: Path) -> ModuleType:
    """The build hook as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", project / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_wheel_carries_the_page_and_the_types(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert PAGE in names
    assert "ravine/py.typed" in names
    assert "ravine/__main__.py" in names
    assert not [name for name in names if not name.startswith(("ravine/", "ravine-"))]


def test_the_sdist_carries_the_page_and_what_builds_it(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"backend/{PAGE}", "hatch_build.py", "constraints.txt", "README.md"} <= names
    assert {"Makefile", "scripts/create-venv", "scripts/install-chromium"} <= names


def test_the_page_is_served_from_where_it_is_built(hook: ModuleType) -> None:
    assert PAGE_SERVED == hook.PAGE


def test_the_page_is_built_again_only_when_a_source_changes(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frontend, page = tmp_path / "frontend", tmp_path / "page"
    (frontend / "src").mkdir(parents=True)
    (frontend / "node_modules").mkdir()
    page.mkdir()
    (frontend / "package-lock.json").write_text("{}")
    (frontend / "src" / "main.ts").write_text("1")
    places = {
        "FRONTEND": frontend,
        "PAGE_STAMP": page / "stamp",
        "LOCK": frontend / "package-lock.json",
        "LOCK_STAMP": frontend / "node_modules" / "stamp",
    }
    for name, place in places.items():
        monkeypatch.setattr(hook, name, place)
    ran: list[str] = []
    monkeypatch.setattr(hook, "run_npm", lambda *words: ran.append(words[0]))
    hook.build_page()
    hook.build_page()
    assert ran == ["ci", "run"]
    (frontend / "src" / "main.ts").write_text("2")
    hook.build_page()
    assert ran == ["ci", "run", "run"]
    (frontend / "package-lock.json").write_text("{ }")
    hook.build_page()
    assert ran == ["ci", "run", "run", "ci", "run"]


def test_every_dependency_has_an_exact_version(project: Path) -> None:
    lines = (project / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9a-z.]+", line) for line in pinned)
    known = {canonical(line.partition("==")[0]) for line in pinned}
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *settings["project"]["dependencies"],
        *settings["dependency-groups"]["test"],
        *settings["build-system"]["requires"],
    ]
    assert {canonical(re.split(r"[<>=~ ]", line)[0]) for line in wanted} <= known


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
