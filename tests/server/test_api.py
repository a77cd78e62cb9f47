"""Routes in good use."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from tests.server.live import WITHOUT_JAX, LiveServer, live_server
from tests.server.stream.client import Cursor, StreamClient, finish

pytestmark = pytest.mark.alone


def test_health_and_catalog(server: LiveServer) -> None:
    assert server.http.get("/api/health").json()["status"] == "ok"
    catalog = server.http.get("/api/catalog").json()
    assert "rosenbrock" in [surface["name"] for surface in catalog["surfaces"]]


def test_an_experiment_is_created_listed_renamed_and_deleted(server: LiveServer) -> None:
    answer = server.http.post(
        "/api/experiments", json={"runs": [{"epochs": 1}, {"optimizer": "momentum", "epochs": 1}]}
    )
    assert answer.status_code == 201
    made = answer.json()
    assert made["name"] == "digits: adam, momentum"
    assert [run["label"] for run in made["runs"]] == ["A", "B"]
    place = f"/api/experiments/{made['id']}"
    assert server.http.patch(place, json={"name": "Race 7"}).json()["name"] == "Race 7"
    listed = server.http.get("/api/experiments", params={"search": "race momentum"}).json()
    assert [found["id"] for found in listed["experiments"]] == [made["id"]]
    assert server.http.delete(place).status_code == 204
    assert server.http.get(place).status_code == 404
    assert server.http.get(f"/api/runs/{made['runs'][0]['id']}").status_code == 404


def test_pages_lead_through_all_experiments(server: LiveServer) -> None:
    for _ in range(5):
        server.begin("quick")
    seen: list[str] = []
    before: str | None = None
    while True:
        params: dict[str, str | int] = {"limit": 2} | ({"before": before} if before else {})
        page = server.http.get("/api/experiments", params=params).json()
        seen += [found["id"] for found in page["experiments"]]
        before = page["next"]
        if before is None:
            break
    assert len(seen) >= 5
    assert seen == sorted(set(seen), reverse=True)


def test_a_run_tells_its_settings_and_its_plan(server: LiveServer) -> None:
    (run_id,) = finish(server, "quick")
    run = server.run(run_id)
    assert run["settings"]["optimizer"]["params"]["b1"] == 0.9
    assert run["plan"]["steps"] == run["steps"] == run["step"]
    assert run["metrics"]["headline"]["value"] == 1.0
    assert run["elapsed_s"] > 0
    assert run["remaining_s"] is None


def test_series_name_what_is_not_finite(server: LiveServer) -> None:
    (run_id,) = finish(server, "nan")
    answer = server.http.get(f"/api/runs/{run_id}/series").json()
    assert answer["series"]["loss"]["value"][:4] == [1.0, 0.5, None, 0.25]
    assert answer["nonfinite"] == {"loss": {"2": "nan"}}
    assert answer["downsampled"] is False
    assert answer["series"]["validation_loss"]["step"][0] == 0


def test_series_can_be_cut_and_thinned(server: LiveServer) -> None:
    (run_id,) = finish(server, "quick", epochs=100)
    place = f"/api/runs/{run_id}/series"
    late = server.http.get(place, params={"names": "loss", "from_step": 100}).json()
    assert late["series"]["loss"]["step"][0] == 100
    few = server.http.get(place, params={"names": "loss", "max_points": 50}).json()
    assert few["downsampled"] is True
    assert "least" in few["thinning"]
    assert few["series"]["loss"]["rows"] == server.run(run_id)["steps"]
    assert len(few["series"]["loss"]["step"]) <= 50
    assert few["series"]["loss"]["value"][0] == 1.0


def test_series_as_csv(server: LiveServer) -> None:
    (run_id,) = finish(server, "nan")
    names = "loss,validation_loss,layer_gradient_norm"
    answer = server.http.get(f"/api/runs/{run_id}/series.csv", params={"names": names})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    columns = [
        "step",
        "loss",
        "validation_loss",
        "layer_gradient_norm[0]",
        "layer_gradient_norm[1]",
    ]
    assert list(rows[0]) == columns
    assert list(rows[0].values()) == ["0", "", "1", "", ""]
    assert list(rows[3].values())[1] == "nan"
    assert list(rows[2].values())[3:] == ["2", "-2"]


def test_snapshots_as_json(server: LiveServer) -> None:
    (run_id,) = finish(server, "quick")
    place = f"/api/runs/{run_id}/snapshots"
    steps = server.http.get(place).json()["steps"]
    assert steps[0] == 0
    snapshot = server.http.get(f"{place}/{steps[1]}").json()
    assert snapshot["columns"]["weight.counts"] == [[steps[1]] * 40] * 2
    assert snapshot["columns"]["validation_accuracy"] == 0.5


def test_a_drawing_is_kept_and_given_again(server: LiveServer) -> None:
    bodies = [{"surface": "beale"}, {"surface": {"name": "beale"}, "resolution": 101}]
    first, again = (server.http.post("/api/landscape/surface", json=body).json() for body in bodies)
    assert first == again
    assert first["nonfinite"] == {"z": {"1": "inf"}}
    other = server.http.post("/api/landscape/surface", json={"surface": "beale", "resolution": 50})
    assert other.json()["at"] != first["at"]


def test_the_documentation_needs_no_script_and_names_everything(server: LiveServer) -> None:
    page = server.http.get("/docs").text
    schema = server.http.get("/openapi.json").json()
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    for name in [*schema["paths"], *schema["components"]["schemas"]]:
        assert name in page
    problem = server.http.get("/problems/unknown-run")
    assert problem.headers["location"] == "/docs#problem-unknown-run"


def test_two_servers_share_a_database_and_leave_each_other_alone(tmp_path: Path) -> None:
    with live_server(tmp_path) as one, live_server(tmp_path) as two, one.gate() as gate:
        (run_id,) = one.begin(gate.label)
        with StreamClient(one.url) as client:
            Cursor(run_id).subscribe(client)
            client.frame()
        assert two.run(run_id)["status"] == "running"
        refused = two.http.post(f"/api/runs/{run_id}/cancel")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/elsewhere")
        experiment = one.run(run_id)["experiment_id"]
        assert two.http.delete(f"/api/experiments/{experiment}").status_code == 409
        two.stop()
        assert one.http.post(f"/api/runs/{run_id}/cancel").json()["status"] == "cancelled"


@pytest.mark.parametrize("path", ["/", "/landscape", "/training", "/runs"])
def test_the_page_is_served_or_its_absence_explained(server: LiveServer, path: str) -> None:
    answer = server.http.get(path)
    if answer.status_code == 200:
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"
    else:
        assert orjson.loads(answer.content)["type"] == "/problems/page-not-built"


def test_the_servers_process_never_runs_jax(server: LiveServer) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        subprocess.run(
            [sys.executable, "-c", "import jax; jax.numpy.ones(1)"],
            env={**os.environ, **WITHOUT_JAX},
            check=True,
            capture_output=True,
        )
    assert b"nowhere" in failed.value.stderr
    surface = {"expression": "where(x < y, 1, tanh(x))^2 + max(x, y, 1)"}
    asked = {"surface": surface, "optimizers": ["adam", "momentum"], "noise": 0.5}
    assert server.http.post("/api/landscape/compare", json=asked).status_code == 200
    for path in ("/api/catalog", "/openapi.json", "/api/experiments"):
        assert server.http.get(path).status_code == 200


def test_columns_are_those_of_the_plan_before_there_are_any(server: LiveServer) -> None:
    with server.gate() as gate:
        (run_id,) = server.begin(f"unready {gate.label}", dataset="diabetes")
        gate.arrival()
        path = f"/api/runs/{run_id}/series"
        found = server.http.get(path, params={"names": "loss,validation_rmse,predicted.value"})
        assert found.status_code == 200
        assert [one["value"] for one in found.json()["series"].values()] == [[], [], []]
        refused = server.http.get(path, params={"names": "validation_accuracy"})
        assert refused.status_code == 422
        assert "validation_rmse" in refused.json()["errors"][0]["remedy"]
        server.http.post(f"/api/runs/{run_id}/cancel")
