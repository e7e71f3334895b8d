"""The pictures of the model itself: the curve, the walk downhill, the line between the tickets."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

from .own import Values
from .style import ACCENT, DARK, INK, LIGHT, MIDDLE, framed, label, note

_THIN = 1.2


def sigmoid(figure: Figure, title: str, values: Values) -> None:
    """Draw the sigmoid, with the napkin's points where there are any."""
    source = "the curve: your sigmoid"
    if "napkin" in values:
        source += ";  the points: the numbers that you worked out in sigmoid_by_hand"
    else:
        source += ";  sigmoid_by_hand is not written yet: its five points would lie on the curve"
    (axes,) = framed(figure, title, source)
    for level in (0, 1):
        axes.axhline(level, color=MIDDLE, linewidth=_THIN, linestyle="--")
    axes.plot(values["z"], values["p"], color=DARK)
    label(axes, 1.9, 0.80, "your sigmoid", color=DARK)
    if "napkin" in values:
        scores = (-4, -1, 0, 1, 4)
        axes.plot(scores, values["napkin"], "o", color=ACCENT, markersize=10, markeredgecolor=INK)
        note(axes, "worked out by hand", (1, values["napkin"][3]), (3.6, 0.45))
    axes.set(
        xlabel="score z (no unit)",
        ylabel="probability of escalation",
        xlim=(-6, 6),
        ylim=(-0.08, 1.08),
    )


def straight_line(figure: Figure, title: str, values: Values) -> None:
    """Draw what a straight line and the sigmoid say along one way through the tickets."""
    source = (
        "the line: least squares on the eight tickets;  the curve: your sigmoid of the penalised "
        "model's score"
    )
    (axes,) = framed(figure, title, source)
    frustration = values["frustration"]
    for low, high in ((-0.5, 0), (1, 2.1)):
        axes.axhspan(low, high, facecolor="#eef1f3", hatch="///", edgecolor="#d5dbe0", linewidth=0)
    label(axes, 0.25, 1.82, "not a probability", fontsize=12, color="#4a5a67")
    label(axes, 8.3, -0.24, "not a probability", fontsize=12, color="#4a5a67")
    axes.plot(frustration, values["line"], color=ACCENT, linestyle=(0, (6, 2)))
    axes.plot(frustration, values["p"], color=DARK)
    axes.plot(values["tickets"], values["y"], "o", color="white", markeredgecolor=INK, markersize=9)
    label(axes, 7.2, 1.38, "straight line", color=ACCENT, ha="right")
    label(axes, 7.4, 0.83, "your sigmoid", color=DARK)
    note(axes, "a ticket, escalated (1) or not (0)", (4, 0), (4.3, -0.27))
    last = float(np.interp(10, frustration, values["line"]))
    axes.plot(10, last, "s", color=ACCENT, markeredgecolor=INK, markersize=9)
    note(axes, f"{last:.2f} for length 6, frustration 10", (10, last), (7.4, 1.94))
    axes.set(
        xlabel="frustration (score from 1 to 8), length growing along with it",
        ylabel="what the model says",
        xlim=(0, 11),
        ylim=(-0.42, 2.1),
    )


def loss(figure: Figure, title: str, values: Values) -> None:
    """Draw the loss over the epochs at each rate."""
    (axes,) = framed(figure, title, "your loss_history on the eight tickets, without a penalty")
    looks = {"0.8": (LIGHT, "-", 1.6), "0.278": (DARK, "-", 2.8), "0.1": (ACCENT, "--", 2.8)}
    for rate, (color, style, width) in looks.items():
        losses = values[rate]
        axes.plot(np.arange(len(losses)), losses, color=color, linestyle=style, linewidth=width)
        label(axes, 201, losses[-1], f"rate {rate}", fontsize=12, clip_on=False)
    long = values["0.8"]
    rises = int(np.sum(np.diff(long) > 1e-9))
    peak = int(np.argmax(long))
    note(axes, f"at rate 0.8, {rises} steps raise the loss", (peak, long[peak]), (62, long[peak]))
    words = "at rate 0.278 no step does,\nat every larger rate some do"
    note(axes, words, (128, values["0.278"][128]), (150, 0.95))
    axes.set(
        xlabel="epoch (steps taken)",
        ylabel="log loss (nats per ticket, log scale)",
        yscale="log",
        xlim=(0, 200),
    )
    axes.set_ylim(top=float(np.max(long)) * 1.35)
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    figure.subplots_adjust(right=0.875)


def weights(figure: Figure, title: str, values: Values) -> None:
    """Draw the weights over the epochs, without and with a penalty."""
    source = "your fit_logistic on the eight tickets at learning rate 0.5, once for each point"
    free, penalised = framed(figure, title, source, panels=2)
    for axes, name, head in (
        (free, "free", "no penalty: on and on"),
        (penalised, "penalised", "penalty l2 = 1: they come to rest"),
    ):
        _walk(axes, values["epochs"], values[name])
        axes.set_title(head, fontsize=13.5, loc="left")
        axes.set(xlabel="epochs (log scale)", xscale="log", xlim=(0.85, 10_000 * 1.15))
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
    free.set_ylabel("weight (per unit of its feature)")


def _walk(axes: Axes, epochs: np.ndarray, walk: np.ndarray) -> None:
    looks = (
        ("intercept", DARK, "-", "o"),
        ("length", ACCENT, "--", "s"),
        ("frustration", MIDDLE, "-.", "^"),
    )
    axes.axhline(0, color=MIDDLE, linewidth=_THIN)
    for column, (name, color, style, marker) in enumerate(looks):
        axes.plot(
            epochs,
            walk[:, column],
            color=color,
            linestyle=style,
            marker=marker,
            markevery=(2 * column, 6),
            markersize=7,
            label=name,
        )
    axes.legend(loc="lower left", frameon=False, fontsize=12)


def tickets(figure: Figure, title: str, values: Values) -> None:
    """Draw the tickets and the lines at which the model says three thresholds."""
    source = (
        "your fit_logistic with l2 = 1, learned from T1 to T8 alone; on a line your predict_proba "
        "is t, above it a ticket is flagged"
    )
    (axes,) = framed(figure, title, source)
    for t, style in ((0.2, ":"), (0.5, "-"), (0.8, "--")):
        _boundary(axes, values, t, style)
    _points(axes, "T", values["tickets"], values["y"], "o", 12)
    _points(axes, "U", values["tomorrow"], values["y_tomorrow"], "D", 9)
    for x, marker, text in ((0.7, "o", "learned from"), (1.75, "D", "tomorrow's")):
        axes.plot(x, 9.2, marker, color="white", markeredgecolor=INK, markersize=10)
        label(axes, x + 0.1, 9.2, text)
    axes.plot(2.7, 9.2, "s", color=ACCENT, markeredgecolor=INK, markersize=10)
    label(axes, 2.8, 9.2, "filled: escalated")
    axes.set(
        xlabel="length (hundreds of characters)",
        ylabel="frustration (score from 1 to 8)",
        xlim=(0.5, 5.5),
        ylim=(0, 9.8),
        yticks=range(9),
    )


def _boundary(axes: Axes, values: Values, t: float, style: str) -> None:
    length, frustration, p = values["length"], values["frustration"], values["p"]
    axes.contour(length, frustration, p, [t], colors=[DARK], linestyles=[style], linewidths=2.4)
    column = int(np.argmin(np.abs(length[0] - 5.3)))
    if p[0, column] < t < p[-1, column]:
        y = float(np.interp(t, p[:, column], frustration[:, column]))
        label(axes, 5.3, y, f"t = {t:g}", color=DARK, ha="center", fontsize=12)


def _points(
    axes: Axes, letter: str, points: np.ndarray, y: np.ndarray, marker: str, size: float
) -> None:
    left = letter == "U"
    for number, ((x1, x2), escalated) in enumerate(zip(points, y, strict=True), 1):
        fill = ACCENT if escalated else "white"
        axes.plot(x1, x2, marker, color=fill, markeredgecolor=INK, markersize=size, zorder=4)
        side = {"ha": "right"} if left else {}
        shift = -0.08 if left else 0.09
        label(axes, x1 + shift, x2 + 0.02, f"{letter}{number}", fontsize=11.5, **side)
