"""The reference files say where they come from, and are what they say."""

import pytest
from tests.references.store import HERE, hash_of_arrays, hash_of_script, load

FILES = ("paths", "perceptron", "layers", "tasks")


@pytest.mark.parametrize("name", FILES)
def test_file_is_what_its_script_makes(name: str) -> None:
    found = load(name)
    assert found.provenance["made by"].startswith("PyTorch 2.13.0")
    assert found.provenance["script"] == f"tests/references/torch_{name}.py"
    # After a change of the script: `make references`.
    assert found.provenance["script sha256"] == hash_of_script(HERE / f"torch_{name}.py")
    assert found.provenance["arrays sha256"] == hash_of_arrays(found.arrays)


def test_files_are_small() -> None:
    assert sum((HERE / f"{name}.npz").stat().st_size for name in FILES) < 1_000_000
