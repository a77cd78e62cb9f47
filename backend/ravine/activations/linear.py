"""No activation."""

from ravine.activations.base import Activation

LINEAR = Activation(
    name="linear",
    title="Linear",
    summary="Passes everything: any number of such layers is one linear map.",
    formula="z",
    tags=("unbounded",),
    build=lambda: lambda pre: pre,
)
