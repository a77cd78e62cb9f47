import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ravine
from ravine.cli import app
from ravine.server.settings import Settings


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})


def test_a_comparison_is_a_table_with_sentences() -> None:
    result = run(
        "compare", "--optimizer", "adam:learning_rate=0.05,b1=0.8", "--optimizer", "momentum",
        "--start", "-1.5,2", "--steps", "300",
    )  # fmt: skip
    assert result.exit_code == 0
    expected = ravine.compare(
        "rosenbrock", ["adam:learning_rate=0.05,b1=0.8", "momentum"], start=(-1.5, 2), steps=300
    )
    text = " ".join(result.stdout.split())
    for each in expected.runs:
        assert f"{each.label} " in text
        assert f"{each.loss[-1]:.4g}" in text
        assert each.outcome.sentence in text
    assert "Same start (−1.5, 2) and budget of 300 steps." in text


def test_json_is_the_answer_and_nothing_else() -> None:
    result = run(
        "compare", "--surface", "quadratic", "--surface-param", "condition=50", "--steps", "40",
        "--optimizer", "gradient_descent:learning_rate=1e5", "--schedule", "step_decay:every=10",
        "--json",
    )  # fmt: skip
    answer = json.loads(result.stdout, parse_constant=pytest.fail)
    assert answer["surface"]["params"] == {"condition": 50, "angle": pytest.approx(30, abs=360)}
    assert answer["runs"][0]["optimizer"]["schedule"]["params"]["every"] == 10
    assert answer["runs"][0]["loss"][-1] is None
    assert answer["runs"][0]["nonfinite"]["loss"]
    assert result.stderr == ""


def test_csv_and_a_page_of_an_own_function(tmp_path: Path) -> None:
    page = tmp_path / "race.html"
    result = run(
        "compare", "--expression", "x^2 + y^4", "--x", "-2,2", "--y", "-1,3", "--steps", "5",
        "--optimizer", "adam:label=A", "--csv", "--html", str(page),
    )  # fmt: skip
    lines = result.stdout.splitlines()
    assert lines[0].startswith("label,step,x,y,loss")
    assert len(lines) == 7
    assert "x^2 + y^4" in page.read_text() or "Own function" in page.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "--optimizer", "adm"], "Did you mean 'adam'?"),
        (["compare"], "ravine: --optimizer: "),
        (["compare"], "such as --optimizer adam:learning_rate=0.05."),
        (["compare", "--optimizer", "adam", "--start", "here"], "--start: 'here' is not a pair"),
        (["compare", "--optimizer", "adam", "--steps", "0"], "at least 1"),
        (["compare", "--optimizer", "adam", "--expression", "x.real"], "--expression: "),
        (["compare", "--optimizer", "adam", "--json", "--csv"], "Only one format"),
        (
            ["compare", "--optimizer", "adam", "--surface", "beale", "--expression", "x"],
            "Leave out",
        ),
        (["catalog", "optimizer"], "Did you mean 'optimizers'?"),
        (["catalog", "optimizers", "adm"], "Did you mean 'adam'?"),
        (["serve", "--port", "many"], "Give a whole number. It is also RAVINE_PORT."),
    ],
)
def test_bad_input_is_said_on_stderr_with_a_remedy(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ("--optimizer adam:lr=1", "--optimizer adam:lr=1: lr"),
        ("--optimizer adam --optimizer adm", "--optimizer adm"),
        ("--optimizer adam:oops", "--optimizer adam:oops"),
        ("--optimizer adam:a/b=1", "--optimizer adam:a/b=1: a/b"),
        (" ".join(["--optimizer adam"] * 17), "--optimizer"),
        ("--optimizer adam --optimizer adam --schedule step_decay:every=x", "--schedule: every"),
        ("--optimizer adam --schedule step_decay:every", "--schedule"),
        ("--optimizer adam --schedule steps", "--schedule"),
        ("--optimizer adam --surface beal", "--surface"),
        ("--optimizer adam --surface quadratic --surface-param a=1", "--surface-param: a"),
        ("--optimizer adam --surface-param a", "--surface-param"),
        ("--optimizer adam --expression x^2 --x 2,1", "--x"),
        ("--optimizer adam --y 1,2", "--y"),
        ("--optimizer adam --start nan,1", "--start"),
        ("--optimizer adam --steps 0", "--steps"),
        ("--optimizer adam --seed -1", "--seed"),
        ("--optimizer adam --noise -1", "--noise"),
        ("--optimizer adam --expression log(-1-x^2)", "--start"),
    ],
)
def test_what_is_wrong_is_found_by_its_flag_and_said_once(options: str, flag: str) -> None:
    result = run("compare", *options.split())
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"ravine: {flag}: ")
    assert "[" not in line
    assert "{" not in line


def test_a_page_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    page = tmp_path / "nowhere" / "page.html"
    result = run("compare", "--optimizer", "adam", "--steps", "5", "--html", str(page))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "folder that exists" in result.stderr


def test_the_catalog_lists_and_explains() -> None:
    everything = run("catalog").stdout
    for name in ("adam", "rosenbrock", "step_decay", "digits", "mlp", "he_normal", "relu"):
        assert name in everything
    adam = run("catalog", "optimizers", "adam").stdout
    assert "arXiv:1412.6980" in adam
    assert "learning_rate" in adam
    assert "Checked step by step against NumPy and PyTorch" in adam
    kinds = json.loads(run("catalog", "optimizers", "--json").stdout)
    assert "adam" in [entry["name"] for entry in kinds]


@pytest.mark.parametrize(
    ("word", "name"),
    [("sgd", "gradient_descent"), ("SGD", "gradient_descent"), ("polyak", "momentum")],
)
def test_the_catalog_knows_what_people_call_an_entry(word: str, name: str) -> None:
    found = run("catalog", "optimizers", word, "--json")
    assert json.loads(found.stdout)["name"] == name
    assert found.stderr == f"'{word}' stands for {name}.\n"
    assert run("catalog", "optimizers", name).stderr == ""


def test_the_catalog_knows_what_people_call_a_parameter() -> None:
    result = run("catalog", "optimizers", "lr")
    assert result.exit_code == 2
    assert "'lr' stands for a parameter: learning_rate of gradient_descent, " in result.stderr
    assert "`ravine catalog optimizers gradient_descent`" in result.stderr


def test_every_setting_is_a_flag() -> None:
    text = run("serve", "--help").stdout
    for name in Settings.model_fields:
        assert f"--{name.replace('_', '-')}" in text
        assert f"RAVINE_{name.upper()}" in text


def test_flags_go_before_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Settings] = []
    monkeypatch.setattr("ravine.server.serve", served.append)
    monkeypatch.setenv("RAVINE_PORT", "1234")
    monkeypatch.setenv("RAVINE_WORKERS", "3")
    run("serve", "--port", "4321", "--no-open-browser", "--allowed-hosts", "lab,ravine.lan")
    run()
    flagged, bare = served
    assert (flagged.port, flagged.workers, flagged.open_browser) == (4321, 3, False)
    assert flagged.allowed_hosts == ("lab", "ravine.lan")
    assert bare.port == 1234


def test_the_version() -> None:
    assert run("--version").stdout == f"ravine {ravine.__version__}\n"


@pytest.mark.parametrize("module", ["ravine", "ravine.cli"])
def test_starting_imports_nothing_heavy(module: str) -> None:
    heavy = ("jax", "numpy", "fastapi", "sqlalchemy", "plotly", "sklearn", "rich")
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"


def test_the_package_lends_what_it_promises() -> None:
    for name in ravine.__all__:
        assert getattr(ravine, name) is not None
    assert set(ravine.__all__) <= set(dir(ravine))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ravine.nothing  # noqa: B018  (the access is what is tested)
