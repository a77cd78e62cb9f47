"""Plotly figures of results."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from plotly import graph_objects as go

from ravine.python.arrays import Drawing, Floats
from ravine.python.relief import contours
from ravine.wire.landscape import SurfaceDetail

# Okabe and Ito's colours, the light ones darkened: told apart without colour vision. The
# dashboard draws with the same.
STYLES = (
    ("#0072b2", "solid", "circle"),
    ("#d55e00", "9px,5px", "square"),
    ("#009e73", "2.5px,3.5px", "diamond"),
    ("#c26a9b", "9px,4px,2.5px,4px", "triangle-up"),
    ("#b97a00", "15px,5px", "triangle-down"),
    ("#3a8fc4", "15px,4px,2.5px,4px", "cross"),
    ("#948a00", "5px,3px", "pentagon"),
    ("#4a4e55", "9px,3px,2.5px,3px,2.5px,3px", "hexagon"),
)
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif'


class Path(Protocol):
    """What a figure needs of a run."""

    @property
    def label(self) -> str:
        """Its name in the legend."""

    @property
    def x(self) -> Floats:
        """[k]."""

    @property
    def y(self) -> Floats:
        """[k]."""

    @property
    def loss(self) -> Floats:
        """[k]."""


def landscape_figure(drawing: Drawing, paths: Sequence[Path]) -> go.Figure:
    """Paths over the contours of a surface.

    Args:
        drawing: the surface.
        paths: what ran on it.
    """
    surface = drawing.surface
    figure = go.Figure(contours(drawing))
    for slot, path in enumerate(paths):
        figure.add_traces(_path(path, slot))
    figure.add_traces(_minimizers(surface))
    figure.update_layout(
        title={"text": surface.title},
        template="plotly_white",
        font={"family": FONT},
        xaxis={"title": {"text": "x"}, "range": list(surface.domain.x), "constrain": "domain"},
        yaxis={"title": {"text": "y"}, "range": list(surface.domain.y)},
        legend={"orientation": "h", "y": -0.15},
    )
    return figure


def _path(path: Path, slot: int) -> list[go.Scatter]:
    """A casing that lifts the path off any ground, the path, and a marker at its end."""
    finite = np.isfinite(path.x) & np.isfinite(path.y)
    x, y, loss = path.x[finite], path.y[finite], path.loss[finite]
    colour, dash, marker = _style(slot)
    group = {"legendgroup": str(slot)}
    casing = {"color": "white", "width": 5}
    line = {"color": colour, "width": 2.2, "dash": dash}
    end = {"color": colour, "size": 10, "symbol": marker}
    hover = f"{path.label}<br>step %{{customdata[0]}}<br>x %{{x:.5g}}<br>y %{{y:.5g}}"
    hover += "<br>loss %{customdata[1]:.5g}<extra></extra>"
    data = np.column_stack([np.arange(len(x)), loss])
    return [
        go.Scatter(
            x=x, y=y, mode="lines", line=casing, hoverinfo="skip", showlegend=False, **group
        ),
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line=line,
            name=path.label,
            customdata=data,
            hovertemplate=hover,
            **group,
        ),
        go.Scatter(
            x=x[-1:],
            y=y[-1:],
            mode="markers",
            customdata=data[-1:],
            hovertemplate=hover,
            marker={**end, "line": {"color": "white", "width": 1.5}},
            showlegend=False,
            **group,
        ),
    ]


def _style(slot: int) -> tuple[str, str, str]:
    """Colour, dash and marker; after eight the colours return with other dashes and markers."""
    turn, index = divmod(slot, len(STYLES))
    _, dash, marker = STYLES[(index + 3 * turn) % len(STYLES)]
    return STYLES[index][0], dash, marker


def _minimizers(surface: SurfaceDetail) -> list[go.Scatter]:
    if not surface.minimizers:
        return []
    return [
        go.Scatter(
            x=[found.x for found in surface.minimizers],
            y=[found.y for found in surface.minimizers],
            mode="markers",
            name="minimum",
            marker={
                "symbol": "star",
                "size": 13,
                "color": "#f0d020",
                "line": {"color": "#1a1c20", "width": 1},
            },
            customdata=[found.value for found in surface.minimizers],
            hovertemplate="minimum<br>x %{x:.5g}<br>y %{y:.5g}<br>loss %{customdata:.5g}"
            "<extra></extra>",
        )
    ]
