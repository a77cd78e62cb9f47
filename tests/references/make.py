"""Make the reference numbers anew: `python tests/references/make.py`, with PyTorch 2.13 installed.

The environment needs `torch==2.13.0` and NumPy, and nothing of Ravine. The files lie beside this
script; each says in its entry `provenance` how it came about, without a date, so that making it
again on the same machine changes no byte.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write `paths.npz`, `perceptron.npz`, `layers.npz` and `tasks.npz`."""
    sys.path.insert(0, str(HERE.parents[1]))
    from tests.references.store import save
    from tests.references.torch_layers import layers
    from tests.references.torch_paths import paths
    from tests.references.torch_perceptron import perceptron
    from tests.references.torch_tasks import tasks

    makers = {"paths": paths, "perceptron": perceptron, "layers": layers, "tasks": tasks}
    for name, make in makers.items():
        file = HERE / f"{name}.npz"
        save(file, make(), script=HERE / f"torch_{name}.py")
        print(f"{file.name}: {file.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
