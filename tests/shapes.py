"""Annotations are checked while the tests run, shapes included."""

from beartype import BeartypeConf, beartype
from jaxtyping import install_import_hook

# Every shape annotation is here. Surfaces and schedules are built from plain numbers, too, which
# their annotations, made for traced ones, leave out.
CATALOGS = ("models", "losses", "activations", "initializers", "datasets", "optimizers")
PACKAGES = ("core", *CATALOGS, "readings")

# A whole number is a float, as Python's typing has it.
checked = beartype(conf=BeartypeConf(is_pep484_tower=True))


def check_annotations() -> None:
    """To be called before these packages are imported."""
    install_import_hook([f"ravine.{name}" for name in PACKAGES], "tests.shapes.checked")
