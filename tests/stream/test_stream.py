"""A real server, real sockets: whoever reads how slowly, all end with what the store holds."""

import time
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from tests.server.live import LiveServer
from tests.stream.client import Cursor, StreamClient
from websockets.exceptions import ConnectionClosed


def assert_whole(cursor: Cursor, server: LiveServer) -> None:
    stored = server.series(cursor.run_id)
    assert cursor.columns["loss"] == np.array(stored["loss"]["value"], "f4").tolist()
    assert cursor.columns["layer_gradient_norm"] == stored["layer_gradient_norm"]["value"]
    listed = server.http.get(f"/api/runs/{cursor.run_id}/snapshots").json()
    assert cursor.snapshots == listed["steps"]


def test_a_finished_run_is_sent_whole_then_complete(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    with StreamClient(server.url) as client:
        assert client.welcome["credit"] == 2
        first = Cursor(run_id)
        first.subscribe(client)
        assert_whole(first.follow(client), server)
    with StreamClient(server.url) as late:
        again = Cursor(run_id)
        again.subscribe(late)
        assert again.follow(late).columns == first.columns


def test_statuses_lead_from_queued_to_finished(server: LiveServer) -> None:
    with StreamClient(server.url) as client:
        client.say("watch", on=True)
        (run_id,) = server.begin("slow")
        seen = []
        while "finished" not in seen:
            run = client.until("status")["run"]
            if run["id"] == run_id and run["status"] not in seen:
                seen.append(run["status"])
        assert seen[-2:] == ["running", "finished"]
        assert run["step"] == run["steps"] == 45
        assert run["sentence"]


def test_a_slow_reader_who_leaves_and_comes_back_gets_everything(server: LiveServer) -> None:
    (run_id,) = server.begin("slow", epochs=100)
    slow, fast = Cursor(run_id), Cursor(run_id)
    with (
        StreamClient(server.url, acknowledging=False) as idle,
        StreamClient(server.url) as eager,
    ):
        slow.subscribe(idle)
        fast.subscribe(eager)
        frames = [idle.frame(), idle.frame()]
        fast.follow(eager)
        # Not acknowledged, so nothing more has come, while the other client got all of it.
        idle.nothing_more()
        for frame in frames:
            slow.take(*frame)
        idle.say("ack", seq=frames[-1][0]["seq"])
        large = idle.frame()
        slow.take(*large)
        idle.socket.socket.close()
    assert slow.next_step < fast.next_step
    with StreamClient(server.url) as back:
        slow.subscribe(back, epoch=back.welcome["epoch"])
        slow.follow(back)
    assert_whole(fast, server)
    assert_whole(slow, server)
    assert slow.columns == fast.columns


def test_leaving_in_mid_run_and_coming_back_gets_everything(server: LiveServer) -> None:
    (run_id,) = server.begin("slow", epochs=60)
    cursor = Cursor(run_id)
    for _ in range(4):
        with StreamClient(server.url) as client:
            cursor.subscribe(client)
            for _ in range(5):
                cursor.take(*client.frame())
    with StreamClient(server.url) as client:
        cursor.subscribe(client)
        cursor.follow(client)
    assert_whole(cursor, server)


def test_twenty_slow_clients_cost_no_memory_and_delay_nobody(server: LiveServer) -> None:
    (warm,) = server.begin("wide", epochs=50)
    with StreamClient(server.url) as client:
        Cursor(warm).subscribe(client)
        list(client.frames())
    patient: dict[str, Any] = {"acknowledging": False, "ping_interval": None, "close_timeout": 0.1}
    idlers = [StreamClient(server.url, **patient) for _ in range(20)]
    before = server.memory_mib()
    (run_id,) = server.begin("wide slow", epochs=300)
    try:
        for idler in idlers:
            Cursor(run_id).subscribe(idler)
        with StreamClient(server.url) as client:
            cursor = Cursor(run_id)
            cursor.subscribe(client)
            cursor.follow(client)
            received_at = time.time()
        grown = server.memory_mib() - before
    finally:
        for idler in idlers:
            idler.close()
    run, row_bytes = server.run(run_id), 4 * (1 + 64)
    steps = run["steps"]
    assert cursor.next_step == steps + 1
    assert grown < 20 * steps * row_bytes / 2**20 / 3, "a third of what twenty queues would hold"
    assert received_at - datetime.fromisoformat(run["finished_at"]).timestamp() < 2.0


def test_a_client_that_is_behind_may_ask_for_fewer_rows(server: LiveServer) -> None:
    (run_id,) = server.begin("nan", epochs=100)
    with StreamClient(server.url) as client:
        Cursor(run_id).subscribe(client)
        list(client.frames())
        client.say("unsubscribe", run_id=run_id)
        client.say("subscribe", run_id=run_id, max_points=100, from_snapshot=10**6)
        (frame,) = client.frames()
    header, arrays = frame
    steps = server.run(run_id)["steps"]
    assert (header["first_step"], header["steps"]) == (1, steps)
    assert header["rows"] == len(arrays["step"]) <= 100
    assert {len(values) for values in arrays.values()} == {header["rows"]}
    assert arrays["step"][0] == 1
    assert arrays["step"][-1] == steps
    assert np.isnan(arrays["loss"][arrays["step"] == 3]).all()
    assert 3 in arrays["step"]


def test_an_unknown_run_or_epoch_is_answered_with_resync(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    with StreamClient(server.url) as client:
        client.say("subscribe", run_id="nothing")
        unknown = client.until("resync")
        assert (unknown["run_id"], unknown["reason"]) == ("nothing", "unknown_run")
        client.say("subscribe", run_id=run_id, epoch="long ago")
        assert client.until("resync") == {
            "type": "resync",
            "run_id": run_id,
            "reason": "unknown_epoch",
            "epoch": client.welcome["epoch"],
        }


def test_a_deleted_run_is_reported(server: LiveServer) -> None:
    (run_id,) = server.begin("slow", epochs=1000)
    with StreamClient(server.url) as client:
        Cursor(run_id).subscribe(client)
        client.frame()
        experiment = server.run(run_id)["experiment_id"]
        assert server.http.delete(f"/api/experiments/{experiment}").status_code == 204
        assert client.until("removed")["run_id"] == run_id


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("{", None),
        ("[]", ""),
        ("null", ""),
        ('{"type": "sing"}', ""),
        ('{"run_id": "x"}', ""),
        ('{"type": "subscribe"}', "/run_id"),
        ('{"type": "subscribe", "run_id": "x", "from_step": 0}', "/from_step"),
        (f'{{"type": "subscribe", "run_id": "x", "from_step": {2**63}}}', "/from_step"),
        (f'{{"type": "subscribe", "run_id": "x", "from_snapshot": {2**31}}}', "/from_snapshot"),
        ('{"type": "subscribe", "run_id": "x", "from_step": "1"}', "/from_step"),
        ('{"type": "watch", "on": 1}', "/on"),
        ('{"type": "subscribe", "run_id": "x", "colour": 1}', "/colour"),
        ('{"type": "ack", "seq": "many"}', "/seq"),
        ('{"type": "ack", "seq": 99}', "/seq"),
        ('{"type": "watch", "on": "perhaps"}', "/on"),
        (b"\x00\x01", None),
        ("[" * 5000, None),
    ],
)
def test_nonsense_is_answered_and_the_connection_goes_on(
    server: LiveServer, text: str | bytes, pointer: str | None
) -> None:
    with StreamClient(server.url) as client:
        client.socket.send(text)
        problem = client.until("problem")
        assert problem["problem"].startswith("/problems/")
        assert problem["detail"]
        if pointer is not None:
            assert problem["errors"][0]["pointer"] == pointer
            assert problem["errors"][0]["remedy"]
        client.say("subscribe", run_id="nothing")
        client.until("resync")


def test_an_oversized_message_closes_only_its_own_connection(server: LiveServer) -> None:
    with StreamClient(server.url) as other, StreamClient(server.url) as loud:
        loud.socket.send("x" * 100_000)
        with pytest.raises(ConnectionClosed) as closed:
            loud.until("nothing")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
        other.say("subscribe", run_id="nothing")
        other.until("resync")
    assert server.http.get("/api/health").json()["status"] == "ok"


def test_too_many_subscriptions_are_refused(server: LiveServer) -> None:
    ids = [run_id for _ in range(9) for run_id in server.begin(*"ABCDEFGH")]
    with StreamClient(server.url) as client:
        for run_id in ids[:65]:
            Cursor(run_id).subscribe(client)
        assert "up to 64 runs" in client.until("problem")["detail"]
