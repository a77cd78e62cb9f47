"""A surface's contours in shades, as the dashboard draws them in its light theme."""

from typing import Final

import numpy as np
from plotly import graph_objects as go

from ravine.python.arrays import Drawing, Floats
from ravine.wire.scale import AsinhScale, LinearScale, LogScale, Scale

LEVELS: Final = 14
COLOURS: Final = ((0.0, "#989ba1"), (0.3, "#bfc1c5"), (0.65, "#dedfdf"), (1.0, "#f5f4f0"))


def heights(scale: Scale, values: Floats) -> Floats:
    """Where values are drawn, in the same shape; NaN where they are not finite."""
    finite = np.where(np.isfinite(values), values, np.nan)
    match scale:
        case LogScale(least=least, floor=floor):
            return np.log10(np.maximum(finite - least, 0) + floor)
        case AsinhScale(unit=unit):
            return np.arcsinh(finite / unit)
        case LinearScale():
            return finite


def contours(drawing: Drawing) -> go.Contour:
    """The contours; the value on hover is f itself."""
    z = heights(drawing.scale, drawing.z)
    shown = z[np.isfinite(z)]
    low, high = (float(shown.min()), float(shown.max())) if shown.size else (0.0, 1.0)
    high = high if high > low else low + 1
    size = (high - low) / LEVELS
    return go.Contour(
        x=drawing.x,
        y=drawing.y,
        z=z,
        customdata=drawing.z,
        hovertemplate="x %{x:.4g}<br>y %{y:.4g}<br>loss %{customdata:.4g}<extra></extra>",
        colorscale=COLOURS,
        zmin=low,
        zmax=high,
        autocontour=False,
        contours={"start": low + size, "end": high - size / 2, "size": size},
        showscale=False,
        line={"color": "rgba(255,255,255,0.55)", "width": 0.6},
    )
