"""The pictures of decisions and of trust: sweep, ROC, cost, reliability."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from .own import Values
from .pictures import COST_FN, COST_FP, FIVE
from .style import ACCENT, DARK, INK, LIGHT, MIDDLE, framed, label, note


def sweep(figure: Figure, title: str, values: Values) -> None:
    """Draw precision, recall and F1 over the threshold."""
    source = "your sweep_thresholds and best_f1_threshold on the 2,000 simulated tickets"
    (axes,) = framed(figure, title, source)
    t, precision, recall, f1 = values["rows"].T
    axes.plot(t, precision, color=ACCENT, linestyle="--")
    axes.plot(t, recall, color=MIDDLE, linestyle="-.")
    axes.plot(t, f1, color=DARK, linewidth=3)
    at = float(values["best"])
    best = float(np.interp(at, t, f1))
    axes.plot(at, best, "o", color=DARK, markersize=11, markeredgecolor=INK)
    note(axes, f"best F1: {best:.3f} at t = {at:.2f}", (at, best), (0.36, 0.42))
    if f1[-1] == 0:
        note(axes, "nothing is flagged:\n0 by agreement", (float(t[-1]), 0.0), (0.85, 0.63))
    label(axes, 0.13, float(np.interp(0.13, t, precision)) - 0.07, "precision", color=ACCENT)
    label(axes, 0.09, 0.90, "recall", color="#3f5a72")
    label(axes, 0.70, float(np.interp(0.70, t, f1)) + 0.06, "F1", color=DARK)
    axes.set(
        xlabel="threshold t (flag where p is t or more)",
        ylabel="share (0 to 1)",
        xlim=(0, 1),
        ylim=(0, 1.05),
    )


def roc(figure: Figure, title: str, values: Values) -> None:
    """Draw the ROC curve, five thresholds on it, chance, and lines of equal cost."""
    source = (
        f"your roc_points and roc_auc on the 2,000 simulated tickets; dotted: equal cost, "
        f"${COST_FN} a missed one, ${COST_FP} a false alarm"
    )
    (axes,) = framed(figure, title, source)
    axes.plot((0, 1), (0, 1), color=MIDDLE, linestyle="--", linewidth=1.4)
    label(axes, 0.60, 0.55, "chance: AUC 0.5", color="#3f5a72", fontsize=12)
    curve = values["curve"]
    for dollars in (12_000, 24_000, 40_000, 60_000):
        _equal_cost(axes, dollars, values)
    axes.plot(curve[:, 0], curve[:, 1], color=DARK, linewidth=3)
    label(axes, 0.62, 0.90, f"AUC {values['auc']:.3f}", color=DARK, fontsize=14)
    shift = {0.2: (0.03, -0.055), 0.35: (0.02, -0.06), 0.5: (0.02, -0.06), 0.65: (0.022, -0.05),
             0.8: (0.022, -0.02)}  # fmt: skip
    for t, (x, y) in zip(FIVE, values["five"], strict=True):
        axes.plot(x, y, "o", color=ACCENT, markersize=10, markeredgecolor=INK)
        label(axes, x + shift[t][0], y + shift[t][1], f"t = {t:g}", fontsize=12)
    axes.set(
        xlabel="false positive rate (share of the others flagged for nothing)",
        ylabel="true positive rate (share found)",
        xlim=(-0.01, 1),
        ylim=(0, 1.03),
    )


def _equal_cost(axes: Axes, dollars: float, values: Values) -> None:
    x = np.array([0.0, 1.0])
    lost = (dollars - COST_FP * values["others"] * x) / (COST_FN * values["escalated"])
    y = 1 - lost
    axes.plot(x, y, color=LIGHT, linestyle=":", linewidth=1.8)
    at_left = y[1] > 1
    edge = float(y[0]) if at_left else float(np.interp(0.99, x, y))
    label(axes, 0.0 if at_left else 0.99, edge + 0.03, f"${dollars:,}", fontsize=11,
          ha="left" if at_left else "right", color="#4a5a67")  # fmt: skip


def cost(figure: Figure, title: str, values: Values) -> None:
    """Draw the cost over the threshold, with the cheapest and the rule's."""
    source = "your expected_cost and best_threshold_by_cost on the 2,000 simulated tickets"
    (axes,) = framed(figure, title, source)
    t, costs = values["thresholds"], values["costs"]
    axes.yaxis.set_major_formatter(FuncFormatter(lambda dollars, _: f"{dollars / 1000:g}"))
    top = float(np.max(costs)) * 1.08
    axes.plot(t, costs, color=DARK, linewidth=3)
    axes.axhline(values["all"], color=MIDDLE, linestyle=":", linewidth=1.8)
    label(axes, 0.985, values["all"] + 0.035 * top, f"flag everything: ${values['all']:,}",
          ha="right", fontsize=12, color="#3f5a72")  # fmt: skip
    at = float(values["cheapest"])
    least = float(np.interp(at, t, costs))
    axes.plot(at, least, "o", color=ACCENT, markersize=12, markeredgecolor=INK)
    note(axes, f"the cheapest: ${least:,.0f} at t = {at:.2f}", (at, least), (0.40, 0.055 * top))
    rule, rule_cost = float(values["rule"]), float(values["rule_cost"])
    axes.plot(rule, rule_cost, "D", color="white", markersize=10, markeredgecolor=INK)
    note(axes, f"the rule 18 / (120 + 18):\n${rule_cost:,.0f} at t = {rule:.3f}",
         (rule, rule_cost), (0.19, 0.55 * top))  # fmt: skip
    half = float(np.interp(0.5, t, costs))
    axes.plot(0.5, half, "s", color=MIDDLE, markersize=9, markeredgecolor=INK)
    note(axes, f"the habit: ${half:,.0f} at t = 0.5", (0.5, half), (0.50, 0.62 * top))
    axes.set(
        xlabel="threshold t (flag where p is t or more)",
        ylabel="cost (thousand dollars, all tickets)",
        xlim=(0, 1),
        ylim=(0, top),
    )


def reliability(figure: Figure, title: str, values: Values) -> None:
    """Draw a reliability diagram for each repair."""
    names = values["names"]
    source = (
        "your reliability_bins on the 2,000 simulated tickets; larger point: more tickets. "
        "Repaired and judged on the same ones"
    )
    panels = framed(figure, title, source, panels=len(names))
    figure.subplots_adjust(top=0.80)
    for number, (axes, name) in enumerate(zip(panels, names, strict=True)):
        mean_p, share, count = values[f"bins{number}"]
        axes.plot((0, 1), (0, 1), color=MIDDLE, linestyle="--", linewidth=1.4)
        axes.plot(mean_p, share, color=DARK, linewidth=1.8)
        area = 40 + 460 * count / max(float(np.sum(count)), 1.0)
        axes.scatter(mean_p, share, s=area, color=ACCENT if number == 0 else DARK,
                     edgecolor=INK, zorder=3, clip_on=False)  # fmt: skip
        axes.set_title(f"{name}\nECE {values[f'ece{number}']:.3f}", fontsize=13, loc="left")
        axes.set(xlabel="mean p of the bin", xlim=(0, 1), ylim=(0, 1), xticks=(0, 0.5, 1))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda p, _: f"{p:g}"))
    grey = {"fontsize": 11.5, "color": "#4a5a67"}
    label(panels[0], 0.05, 0.93, "more than it says", **grey)
    label(panels[0], 0.96, 0.05, "fewer", ha="right", **grey)
    if "isotonic" in names:
        label(panels[names.index("isotonic")], 0.96, 0.05, "proves nothing", ha="right", **grey)
    panels[0].set_ylabel("share that was escalated")
