"""Reference files: arrays by name, what they mean as JSON, and where they come from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Arrays = Mapping[str, np.ndarray]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Reference:
    """A reference file's content.

    Args:
        facts: what was computed, from which settings.
        arrays: the numbers.
        provenance: version of PyTorch, script, and hashes of script and arrays.
    """

    facts: Any
    arrays: Arrays
    provenance: Mapping[str, str]


def save(file: Path, made: tuple[Any, Arrays], script: Path) -> None:
    """Write facts and arrays with their provenance."""
    import torch

    facts, arrays = made
    provenance = {
        "made by": f"PyTorch {torch.__version__}, NumPy {np.__version__}",
        "script": f"tests/references/{script.name}",
        "script sha256": hash_of_script(script),
        "arrays sha256": hash_of_arrays(arrays),
    }
    np.savez_compressed(
        file,
        allow_pickle=False,
        facts=np.array(json.dumps(facts)),
        provenance=np.array(json.dumps(provenance)),
        **arrays,
    )


def load(name: str) -> Reference:
    """Read a reference file that lies beside this module."""
    with np.load(HERE / f"{name}.npz") as stored:
        arrays = {key: stored[key] for key in stored.files}
    facts = json.loads(str(arrays.pop("facts")))
    return Reference(facts, arrays, json.loads(str(arrays.pop("provenance"))))


def hash_of_arrays(arrays: Arrays) -> str:
    """SHA-256 over names, shapes and bytes, in the order of names."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def hash_of_script(script: Path) -> str:
    """SHA-256 of a script's text."""
    return hashlib.sha256(script.read_bytes()).hexdigest()
