"""A file that is not ours is refused with a sentence and left as it was, to the last byte."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.server.live import refused_start

from ravine.store import Store, StoreError
from ravine.store.engine import write_ahead
from ravine.store.identity import APPLICATION_ID
from ravine.store.tables import SCHEMA_VERSION

NOBODY = 65534


def state_of(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Name, content, time and mode of everything in a folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in sorted(folder.rglob("*"))
    }


def made_by(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def version(number: str, *more: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        Store(str(path)).close()
        made_by(
            path,
            f"PRAGMA user_version = {number}",
            f"UPDATE about SET value = '{number}'",
            *more,
            "PRAGMA wal_checkpoint(TRUNCATE)",
        )

    return make


def another_program(path: Path) -> None:
    made_by(path, "CREATE TABLE songs (title)", "INSERT INTO songs VALUES ('Ode')")


def another_program_with_a_log(path: Path) -> None:
    """All it has is in its write-ahead log, as after a crash; the file itself looks empty."""
    source = path.with_name("source")
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE songs (title)")
        shutil.copy(source, path)
        shutil.copy(f"{source}-wal", f"{path}-wal")
    source.unlink()


def another_mark(path: Path) -> None:
    made_by(path, "PRAGMA application_id = 252006673")


def mlflow(path: Path) -> None:
    """The tables of an MLflow tracking server that have our names, and some of its others."""
    made_by(
        path,
        "CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256))",
        "CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, experiment_id INTEGER)",
        "CREATE TABLE metrics (key VARCHAR(250), value FLOAT)",
        "CREATE TABLE alembic_version (version_num VARCHAR(32))",
    )


def our_names(path: Path) -> None:
    made_by(
        path,
        "CREATE TABLE about (text)",
        "CREATE TABLE experiments (id)",
        "CREATE TABLE runs (id)",
    )


def notes(path: Path) -> None:
    path.write_text("not a database " * 100)


def cut_off(path: Path) -> None:
    version(str(SCHEMA_VERSION))(path)
    path.write_bytes(path.read_bytes()[:3000])


def directory(path: Path) -> None:
    path.mkdir()


NOT_OURS: list[tuple[Callable[[Path], None], str]] = [
    (version("99"), "another version of Ravine: it has schema 99"),
    (version("0"), "another version of Ravine: it has schema 0"),
    (version("0", "PRAGMA application_id = 0"), "another version of Ravine: it has schema 0"),
    (another_program, "belongs to another program (its tables: songs)"),
    (another_program_with_a_log, "belongs to another program (its tables: songs)"),
    (another_mark, "belongs to another program"),
    (mlflow, "belongs to another program (its tables: alembic_version, experiments, metrics"),
    (our_names, "belongs to another program (its tables: about, experiments, runs)"),
    (notes, "is not an SQLite database"),
    (cut_off, "is damaged: database disk image is malformed"),
    (directory, "is a directory"),
]


@pytest.mark.parametrize(("make", "sentence"), NOT_OURS)
def test_what_is_not_ours_is_refused_and_not_touched(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "file"
    make(path)
    before = state_of(tmp_path)
    with pytest.raises(StoreError) as refused:
        Store(str(path))
    assert sentence in str(refused.value)
    assert str(path) in str(refused.value)
    assert str(refused.value).endswith("Set --database (RAVINE_DATABASE) to another file.")
    assert state_of(tmp_path) == before


def test_the_server_says_it_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mlflow.db"
    mlflow(path)
    before = state_of(tmp_path)
    code, said = refused_start(tmp_path / "cache", database=path)
    assert code == 1
    assert said.startswith(f"Ravine cannot start: {path} belongs to another program")
    assert said.count("\n") == 1
    assert {name: it for name, it in state_of(tmp_path).items() if "cache" not in name} == before


def test_an_empty_file_becomes_ours(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    Store(str(path)).close()
    Store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_of_ours_without_the_mark_is_taken_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "old"
    Store(str(path)).close()
    made_by(path, "PRAGMA application_id = 0")
    Store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_file_of_ours_whose_tables_are_still_in_its_log_is_taken(tmp_path: Path) -> None:
    whole, source, path = tmp_path / "whole", tmp_path / "source", tmp_path / "file"
    Store(str(whole)).close()
    with (
        closing(sqlite3.connect(whole)) as ours,
        closing(sqlite3.connect(source, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript("\n".join(ours.iterdump()))
        shutil.copy(source, path)
        shutil.copy(f"{source}-wal", f"{path}-wal")
    Store(str(path)).close()


def test_a_file_of_ours_that_is_half_written_is_taken(tmp_path: Path) -> None:
    """So a full disk leaves it: the header knows of pages that are in the log alone."""
    source, path = tmp_path / "source", tmp_path / "file"
    Store(str(source)).close()
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("INSERT INTO about VALUES ('much', ?)", ["x" * 100_000])
        shutil.copy(source, path)
        shutil.copy(f"{source}-wal", f"{path}-wal")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with path.open("r+b") as file:
            file.write(source.read_bytes()[:4096])
    Store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT length(value) FROM about WHERE key = 'much'").fetchone()


def test_several_may_begin_with_the_same_new_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(Store, [str(tmp_path / "new")] * 4))
    for store in stores:
        store.close()


def test_who_begins_while_another_writes_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new"
    engine = sa.create_engine(f"sqlite:///{path}")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE anything (x)")
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("ravine.store.engine.sleep", lambda _: other.execute("ROLLBACK"))
        write_ahead(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_locked_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ravine.store.engine.PATIENCE_MS", 10)
    path = tmp_path / "locked"
    Store(str(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="is locked by another program"):
            Store(str(path))
        assert path.read_bytes() == before


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Act without the rights of the superuser, whom no mode keeps from writing."""
    if os.geteuid() != 0:
        yield
        return
    for parent in (folder, *folder.parents):
        if parent.stat().st_mode & 0o011 != 0o011:
            parent.chmod(parent.stat().st_mode | 0o011)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "sentence"),
    [
        (0o444, 0o777, "cannot be written to: Permission denied"),
        (0o666, 0o555, "Nothing can be written in the directory"),
    ],
)
def test_a_read_only_place_is_refused(
    tmp_path: Path, file_mode: int, folder_mode: int, sentence: str
) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "file"
    Store(str(path)).close()
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    before = state_of(folder)
    with as_nobody(tmp_path), pytest.raises(StoreError, match=sentence):
        Store(str(path))
    assert state_of(folder) == before
    folder.chmod(0o755)
