"""A server on a damaged database: what is whole is served, what is not is called by its name."""

import signal
from pathlib import Path

import pytest
from tests.server.live import live_server
from tests.server.stream.client import StreamClient
from tests.store.damage import overwrite_page_with

pytestmark = pytest.mark.alone


def test_what_is_whole_is_served_and_what_is_not_is_named(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        for labels in (["a", "b", "c", "d"], ["e", "f", "VICTIM", "g"], ["h", "i", "j", "k"]):
            ids = server.begin(*labels)
            with StreamClient(server.url) as client:
                for run_id in ids:
                    client.say("subscribe", run_id=run_id)
                for _ in ids:
                    client.until("complete")
        victim_id = server.http.get("/api/experiments").json()["experiments"][1]["id"]
        struck = server.http.get(f"/api/experiments/{victim_id}").json()["runs"][2]["id"]
        assert server.signal(signal.SIGINT) == 0
        overwrite_page_with(tmp_path / "ravine.sqlite3", b"VICTIM")
        server.start()

        last, victim, first = server.http.get("/api/experiments").json()["experiments"]
        assert victim["id"] == victim_id
        assert victim["damage"].startswith("Its data are damaged")
        assert len([one for one in (first, last) if not one["damage"] and one["runs"]]) >= 1
        for address in (f"/api/experiments/{victim_id}", f"/api/runs/{struck}"):
            answer = server.http.get(address)
            problem = answer.json()
            assert (answer.status_code, problem["type"]) == (500, "/problems/damaged-data")
            assert "is damaged" in problem["detail"]
            assert address in problem["errors"][0]["message"]
            assert "backup" in problem["errors"][0]["remedy"]
        with StreamClient(server.url) as client:
            client.say("subscribe", run_id=struck)
            assert client.until("problem")["problem"] == "/problems/damaged-data"
            client.say("subscribe", run_id=(first["runs"] or last["runs"])[0]["id"])
            client.until("complete")
        assert server.http.delete(f"/api/experiments/{victim_id}").status_code == 204
        left = server.http.get("/api/experiments").json()["experiments"]
        assert [one["id"] for one in left] == [last["id"], first["id"]]
