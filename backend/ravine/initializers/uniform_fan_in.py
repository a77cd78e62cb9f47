"""Uniform, fan in."""

from ravine.initializers.base import Initializer, scaled

UNIFORM_FAN_IN = Initializer(
    name="uniform_fan_in",
    title="Uniform, fan in",
    summary=(
        "Uniform within one over the root of the number of inputs: PyTorch's default for the"
        " weights of linear layers. PyTorch draws their biases so, too; here biases start at zero."
    ),
    formula=r"w \sim \mathcal{U}\left(-\tfrac{1}{\sqrt{n_{in}}}, \tfrac{1}{\sqrt{n_{in}}}\right)",
    source="torch.nn.Linear.reset_parameters, PyTorch 2.13",
    build=scaled(1.0 / 3.0, "fan_in", "uniform"),
)
