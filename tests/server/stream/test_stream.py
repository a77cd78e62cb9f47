"""A real server, real sockets: whoever reads how slowly, all end with what the store holds."""

from typing import Any

import numpy as np
import pytest
from tests.server.live import LiveServer
from tests.server.stream.client import Cursor, Message, StreamClient, finish
from tests.workers.fake_tasks import CHUNK
from tests.workers.gates import ALL
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
    with StreamClient(server.url) as client, server.gate() as gate:
        client.say("watch", on=True)
        (run_id,) = server.begin(gate.label)
        assert next_status(client, run_id, "running")["sentence"] == ""
        gate.let_pass()
        run = next_status(client, run_id, "finished")
        assert run["step"] == run["steps"] == 45
        assert run["sentence"]


def next_status(client: StreamClient, run_id: str, status: str) -> Message:
    """What is told of a run when it has this status; before, it has none that comes later."""
    order = ["queued", "running", "finished"]
    while True:
        run: Message = client.until("status")["run"]
        if run["id"] == run_id:
            assert order.index(run["status"]) <= order.index(status)
            if run["status"] == status:
                return run


def test_what_a_run_does_before_its_first_step_is_told(server: LiveServer) -> None:
    with StreamClient(server.url) as client, server.gate() as gate:
        client.say("watch", on=True)
        (run_id,) = server.begin(f"unready {gate.label}", epochs=100)
        while (run := next_status(client, run_id, "running"))["sentence"] != "Getting ready.":
            assert run["sentence"] == ""
        assert run["step"] == 0
        gate.let_pass(2)
        while not (run := next_status(client, run_id, "running"))["step"]:
            pass
        assert run["sentence"] == ""
        server.http.post(f"/api/runs/{run_id}/cancel")


def test_a_slow_reader_who_leaves_and_comes_back_gets_everything(server: LiveServer) -> None:
    with server.gate() as gate:
        (run_id,) = server.begin(gate.label, epochs=100)
        slow, fast = Cursor(run_id), Cursor(run_id)
        with (
            StreamClient(server.url, acknowledging=False) as idle,
            StreamClient(server.url) as eager,
        ):
            slow.subscribe(idle)
            fast.subscribe(eager)
            # The snapshot before the first step, and the first chunk.
            slow.take(*idle.frame())
            gate.let_pass()
            header, arrays = idle.frame()
            slow.take(header, arrays)
            gate.let_pass(ALL)
            fast.follow(eager)
            # Not acknowledged, so nothing more has come, while the other client got all of it.
            idle.nothing_more()
            idle.say("ack", seq=header["seq"])
            slow.take(*idle.frame())
            idle.socket.socket.close()
    assert slow.next_step < fast.next_step
    with StreamClient(server.url) as back:
        slow.subscribe(back, server=back.welcome["server"])
        slow.follow(back)
    assert_whole(fast, server)
    assert_whole(slow, server)
    assert slow.columns == fast.columns


def test_leaving_in_mid_run_and_coming_back_gets_everything(server: LiveServer) -> None:
    with server.gate() as gate:
        (run_id,) = server.begin(gate.label, epochs=60)
        cursor = Cursor(run_id)
        for _ in range(4):
            with StreamClient(server.url) as client:
                cursor.subscribe(client)
                gate.let_pass(2)
                reached = cursor.next_step + 2 * CHUNK
                while cursor.next_step < reached:
                    cursor.take(*client.frame())
        gate.let_pass(ALL)
        with StreamClient(server.url) as client:
            cursor.subscribe(client)
            cursor.follow(client)
    assert_whole(cursor, server)


def test_twenty_idle_clients_cost_no_memory_and_delay_nobody(server: LiveServer) -> None:
    finish(server, "wide", epochs=50)
    patient: dict[str, Any] = {"acknowledging": False, "ping_interval": None, "close_timeout": 0.1}
    idlers = [StreamClient(server.url, **patient) for _ in range(20)]
    before = server.memory_mib()
    try:
        with server.gate() as gate, StreamClient(server.url) as client:
            (run_id,) = server.begin(f"wide {gate.label}", epochs=300)
            for idler in idlers:
                Cursor(run_id).subscribe(idler)
            cursor = Cursor(run_id)
            cursor.subscribe(client)
            # Each chunk arrives before the next one is begun.
            for passed in range(1, 21):
                gate.let_pass()
                while cursor.next_step <= passed * CHUNK:
                    cursor.take(*client.frame())
            gate.let_pass(ALL)
            cursor.follow(client)
        grown = server.memory_mib() - before
    finally:
        for idler in idlers:
            idler.close()
    run, row_bytes = server.run(run_id), 4 * (1 + 64)
    steps = run["steps"]
    assert cursor.next_step == steps + 1
    assert grown < 20 * steps * row_bytes / 2**20 / 3, "a third of what twenty queues would hold"


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


def test_an_unknown_run_or_server_is_answered_with_resync(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    with StreamClient(server.url) as client:
        client.say("subscribe", run_id="nothing")
        unknown = client.until("resync")
        assert (unknown["run_id"], unknown["reason"]) == ("nothing", "unknown_run")
        client.say("subscribe", run_id=run_id, server="long ago")
        assert client.until("resync") == {
            "type": "resync",
            "run_id": run_id,
            "reason": "unknown_server",
            "server": client.welcome["server"],
        }


def test_a_deleted_run_is_reported(server: LiveServer) -> None:
    with StreamClient(server.url) as client, server.gate() as gate:
        (run_id,) = server.begin(gate.label)
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
