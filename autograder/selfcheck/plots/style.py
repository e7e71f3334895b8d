"""How all pictures look: large type, few colours, and nothing that colour alone tells apart."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

SIZE = (10.0, 5.625)
"""Inches: the shape of a slide."""

DOTS = 160
INK, DARK, MIDDLE, LIGHT, ACCENT = "#1a1a1a", "#123c69", "#5b7c99", "#a9bccb", "#c8501e"
"""Each is as different from the others in grey as in colour."""

STYLE: Mapping[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "axes.labelsize": 13,
    "axes.edgecolor": MIDDLE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e3e7ea",
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "lines.linewidth": 2.4,
    "text.parse_math": False,
    "text.color": INK,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


def framed(figure: Figure, title: str, source: str, panels: int = 1) -> list[Axes]:
    """Put title and source on a figure and give the axes between them."""
    figure.text(0.035, 0.955, title, fontsize=18, fontweight="bold", va="top")
    figure.text(0.035, 0.025, source, fontsize=10.5, color="#4a5a67", va="bottom")
    axes = figure.subplots(1, panels, sharey=panels > 1, squeeze=False)[0]
    figure.subplots_adjust(left=0.09, right=0.965, top=0.845, bottom=0.185, wspace=0.15)
    return list(axes)


def label(axes: Axes, x: float, y: float, text: str, **more: Any) -> Text:
    """Write beside something, on a background that keeps lines from crossing the letters."""
    settings: dict[str, Any] = {"fontsize": 12.5, "va": "center", "ha": "left", **more}
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
    return axes.text(x, y, text, bbox=ground, **settings)


def note(axes: Axes, text: str, point: tuple[float, float], at: tuple[float, float]) -> Text:
    """Write beside a point, with a thin line to it."""
    return axes.annotate(
        text,
        point,
        at,
        fontsize=12.5,
        va="center",
        ha="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 1.0, "shrinkB": 4},
    )
