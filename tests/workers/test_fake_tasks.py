"""The fake tasks are what their bounds of memory rest on: small."""

import subprocess
import sys

import pytest


def test_they_import_no_jax(pytestconfig: pytest.Config) -> None:
    code = "import sys, tests.workers.fake_tasks; print('jax' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
