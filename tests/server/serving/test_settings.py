import socket
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ravine.server.serving.addresses import address, hint
from ravine.server.serving.listen import FIRST_PORT, PORTS_TRIED, ListenError, listen
from ravine.server.serving.run import run, with_token
from ravine.server.serving.variables import unknown_variables
from ravine.server.settings import Settings


def test_every_setting_is_described() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAVINE_ALLOWED_HOSTS", "lab:9000, ravine.lan")
    monkeypatch.setenv("RAVINE_WORKER_TIMEOUT", "5.5")
    settings = Settings()
    assert settings.allowed_hosts == ("lab:9000", "ravine.lan")
    assert settings.worker_options().timeout_s == 5.5


def test_a_name_that_could_never_match_is_refused() -> None:
    for name in ("http://lab:8000", "a/b", "lab:port"):
        with pytest.raises(ValidationError, match="not the name of a host"):
            Settings(allowed_hosts=f"lab,{name}")  # type: ignore[arg-type]  # as it is typed


def test_a_token_is_made_only_beyond_loopback() -> None:
    assert with_token(Settings()).token is None
    assert with_token(Settings(host="0.0.0.0", token="my own one")).token == "my own one"
    one, two = (with_token(Settings(host="0.0.0.0")).token for _ in range(2))
    assert one is not None
    assert one != two


def test_the_first_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FIRST_PORT == 8000
    with listen("127.0.0.1", 0) as taken:
        first = taken.getsockname()[1]
        monkeypatch.setattr("ravine.server.serving.listen.FIRST_PORT", first)
        with listen("127.0.0.1", None) as free:
            assert first < free.getsockname()[1] < first + PORTS_TRIED


def test_a_port_in_use_is_refused_with_a_sentence() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(ListenError, match="RAVINE_PORT"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_the_address_can_be_opened() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address(Settings(), listener) == f"http://127.0.0.1:{port}/"
        wide = Settings(host="0.0.0.0", token="a-long-secret")
        assert address(wide, listener) == f"http://127.0.0.1:{port}/?token=a-long-secret"


def test_a_server_that_cannot_start_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit):
            run(Settings(port=taken.getsockname()[1]))
    assert "cannot be listened on" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(Settings(port=0, database=str(tmp_path)))
    assert "is a directory" in capsys.readouterr().err


def test_beyond_loopback_the_way_for_other_machines_is_told() -> None:
    assert hint(Settings()) == ""
    assert hint(Settings(host="192.168.1.20")) == ""
    for host in ("0.0.0.0", "::"):
        assert "RAVINE_ALLOWED_HOSTS" in hint(Settings(host=host))
    named: dict[str, Any] = {"host": "0.0.0.0", "allowed_hosts": "lab, ravine.lan:9000"}
    assert hint(Settings(**named)).endswith("RAVINE_ALLOWED_HOSTS has: lab, ravine.lan:9000.")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("RAVINE_DATA_DIR", "RAVINE_DATABASE"),
        ("RAVINE_WORKER_MEMORY", "RAVINE_WORKER_MEMORY_MIB"),
        ("RAVINE_ALLOWED_HOST", "RAVINE_ALLOWED_HOSTS"),
        ("RAVINE_XYZZY", "'ravine serve --help'"),
    ],
)
def test_a_variable_that_sets_nothing_is_named_with_the_nearest(name: str, meant: str) -> None:
    known = ["PATH", "RAVINE_PORT", "ravine_host", "RAVINE_CHROMIUM", "RAVINERY"]
    (sentence,) = unknown_variables([*known, name])
    assert sentence.startswith(f"{name} is not a setting of Ravine and is ignored.")
    assert meant in sentence.partition("ignored.")[2]


def test_it_is_said_at_the_start(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAVINE_DATA_DIR", "/somewhere")
    with listen("127.0.0.1", 0) as taken, pytest.raises(SystemExit):
        run(Settings(port=taken.getsockname()[1]))
    assert capsys.readouterr().err.startswith("RAVINE_DATA_DIR is not a setting of Ravine")
