"""Which pictures there are: what each needs of a student, what it asks, what it would show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...course.data import Table
from .own import Own, Values

COST_FN, COST_FP = 120, 18
FIVE = (0.2, 0.35, 0.5, 0.65, 0.8)
RATES = (0.1, 0.278, 0.8)
N_BINS = 10
_PENALISED = np.array([-6.509729, 0.661068, 0.975372])
_SIMULATED = np.array([-10.16, 0.81, 1.22])

Measure = Callable[[Own, Mapping[str, Table]], Values]


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes
    ----------
    name : str
        Of its file, without the ending.
    title : str
    shows : str
        What is to be seen in it, the end of the sentence "It would show".
    needs : tuple of str
        The functions that it cannot be drawn without.
    measure : callable
        Asks a student's functions for what is to be drawn.
    also : tuple of str and callable, optional
        A function that it can be drawn without, and how to ask it.
    """

    name: str
    title: str
    shows: str
    needs: tuple[str, ...]
    measure: Measure
    also: tuple[str, Measure] | None = None


def _sigmoid(own: Own, tables: Mapping[str, Table]) -> Values:
    z = np.linspace(-6, 6, 241)
    return {"z": z, "p": own.array(z.shape, "sigmoid", z)}


def _napkin(own: Own, tables: Mapping[str, Table]) -> Values:
    return {"napkin": own.array((5,), "sigmoid_by_hand")}


def _straight_line(own: Own, tables: Mapping[str, Table]) -> Values:
    tickets = tables["tickets"]
    line = np.linalg.lstsq(tickets.X, tickets.y, rcond=None)[0]
    # One way through the table of tickets: length grows with frustration, up to (6, 10).
    frustration = np.linspace(0.0, 11.0, 221)
    path = np.column_stack([np.ones(221), 1 + (frustration - 1) * 5 / 9, frustration])
    return {
        "frustration": frustration,
        "line": path @ line,
        "p": own.array((221,), "sigmoid", path @ _PENALISED),
        "tickets": tickets.X_raw[:, 1],
        "y": tickets.y,
    }


def _losses(own: Own, tables: Mapping[str, Table]) -> Values:
    tickets = tables["tickets"]
    return {
        f"{rate:g}": own.array((200,), "loss_history", tickets.X, tickets.y, lr=rate, epochs=200)
        for rate in RATES
    }


def _weights(own: Own, tables: Mapping[str, Table]) -> Values:
    tickets = tables["tickets"]
    epochs = np.unique(np.geomspace(1, 10_000, 33).astype(int))

    def walk(l2: float) -> np.ndarray:
        fits = [
            own.array((3,), "fit_logistic", tickets.X, tickets.y, lr=0.5, epochs=int(k), l2=l2)
            for k in epochs
        ]
        return np.array(fits)

    return {"epochs": epochs, "free": walk(0.0), "penalised": walk(1.0)}


def _decision(own: Own, tables: Mapping[str, Table]) -> Values:
    tickets, tomorrow = tables["tickets"], tables["tomorrow"]
    w = own.array((3,), "fit_logistic", tickets.X, tickets.y, lr=0.5, epochs=3500, l2=1.0)
    length, frustration = np.meshgrid(np.linspace(0.5, 5.5, 101), np.linspace(0, 9, 101))
    grid = np.column_stack([length.ravel(), frustration.ravel()])
    X = own.array((len(grid), 3), "add_intercept", grid)
    return {
        "length": length,
        "frustration": frustration,
        "p": own.array((len(grid),), "predict_proba", X, w).reshape(length.shape),
        "tickets": tickets.X_raw,
        "y": tickets.y,
        "tomorrow": tomorrow.X_raw,
        "y_tomorrow": tomorrow.y,
    }


def _simulated(own: Own, table: Table) -> np.ndarray:
    return own.array((len(table.y),), "predict_proba", table.X, _SIMULATED)


def _sweep(own: Own, tables: Mapping[str, Table]) -> Values:
    table = tables["simulated"]
    p = _simulated(own, table)
    thresholds = [round(k / 100, 2) for k in range(2, 99)]
    rows = own.array((len(thresholds), 4), "sweep_thresholds", table.y, p, thresholds)
    return {"rows": rows, "best": own.number("best_f1_threshold", table.y, p, thresholds)}


def _roc(own: Own, tables: Mapping[str, Table]) -> Values:
    table = tables["simulated"]
    p = _simulated(own, table)
    curve = own.rows("roc_points", 2, table.y, p)
    return {
        "curve": curve[np.lexsort((curve[:, 1], curve[:, 0]))],
        "five": own.array((len(FIVE), 2), "roc_points", table.y, p, list(FIVE)),
        "auc": own.number("roc_auc", table.y, p),
        "escalated": int(table.y.sum()),
        "others": int(len(table.y) - table.y.sum()),
    }


def _costs(own: Own, tables: Mapping[str, Table]) -> Values:
    table = tables["simulated"]
    p = _simulated(own, table)
    thresholds = [round(k / 100, 2) for k in range(1, 100)]
    rule = COST_FP / (COST_FN + COST_FP)
    ask = [*thresholds, rule]
    costs = [own.number("expected_cost", table.y, p, t, COST_FN, COST_FP) for t in ask]
    return {
        "thresholds": np.array(thresholds),
        "costs": np.array(costs[:-1]),
        "rule": rule,
        "rule_cost": costs[-1],
        "cheapest": own.number("best_threshold_by_cost", table.y, p, thresholds, COST_FN, COST_FP),
        "all": COST_FP * int((table.y == 0).sum()),
    }


def _repairs(own: Own, y: np.ndarray, z: np.ndarray) -> dict[str, np.ndarray]:
    """Ask for a copy of the simulated model as it is, cooled, and mended after Platt."""
    shape = z.shape
    T = own.number("fit_temperature", z, y)
    return {
        "as it is": own.array(shape, "sigmoid", z),
        f"temperature {T:.2f}": own.array(shape, "temperature_scale", z, T),
        "Platt": own.array(shape, "platt_scale", z, y),
    }


def _reliability(own: Own, y: np.ndarray, ways: Mapping[str, np.ndarray]) -> Values:
    values: dict[str, Any] = {"names": list(ways)}
    for number, p in enumerate(ways.values()):
        bins = own.array((3, -1), "reliability_bins", y, p, N_BINS)
        ece = own.number("expected_calibration_error", y, p, N_BINS)
        values |= {f"bins{number}": bins, f"ece{number}": ece}
    return values


def _scores(own: Own, table: Table) -> np.ndarray:
    return own.array((len(table.y),), "linear_score", table.X, _SIMULATED)


def _over_confident(own: Own, tables: Mapping[str, Table]) -> Values:
    table = tables["simulated"]
    ways = _repairs(own, table.y, 8 * _scores(own, table))
    ways["isotonic"] = own.array(table.y.shape, "isotonic", ways["as it is"], table.y)
    return _reliability(own, table.y, ways)


def _eager(own: Own, tables: Mapping[str, Table]) -> Values:
    table = tables["simulated"]
    return _reliability(own, table.y, _repairs(own, table.y, 2 + _scores(own, table)))


_MENDING = (
    "linear_score",
    "sigmoid",
    "reliability_bins",
    "expected_calibration_error",
    "temperature_scale",
    "fit_temperature",
    "platt_scale",
)

PICTURES = (
    Picture(
        "01_sigmoid",
        "The sigmoid turns any score into a probability",
        "your sigmoid for scores from -6 to 6, and on it the five values that you worked out by "
        "hand",
        ("sigmoid",),
        _sigmoid,
        also=("sigmoid_by_hand", _napkin),
    ),
    Picture(
        "02_straight_line",
        "A straight line leaves 0 to 1, the sigmoid stays inside",
        "what a straight line and your sigmoid say about a ticket that gets longer and angrier: "
        "the line passes 0 and 1, the curve never does",
        ("sigmoid",),
        _straight_line,
    ),
    Picture(
        "03_loss",
        "Long steps raise the loss before they lower it",
        "the loss before each of 200 steps at the learning rates 0.1, 0.278 and 0.8: smooth, just "
        "smooth, and leaping",
        ("loss_history",),
        _losses,
    ),
    Picture(
        "04_weights",
        "Without a penalty the weights never arrive",
        "the three weights over 10,000 epochs, once running away for ever and once, with a "
        "penalty, coming to rest",
        ("fit_logistic",),
        _weights,
    ),
    Picture(
        "05_tickets",
        "A lower threshold moves the line and flags more tickets",
        "the eight tickets and tomorrow's eight by length and frustration, with the lines at which "
        "your model says 0.2, 0.5 and 0.8",
        ("add_intercept", "predict_proba", "fit_logistic"),
        _decision,
    ),
    Picture(
        "06_sweep",
        "Precision is paid for with recall",
        "precision, recall and F1 of the simulated tickets at thresholds from 0.02 to 0.98, and "
        "the threshold of the best F1",
        ("predict_proba", "sweep_thresholds", "best_f1_threshold"),
        _sweep,
    ),
    Picture(
        "07_roc",
        "All thresholds at once, and what a mistake costs",
        "the ROC curve of the simulated tickets with five thresholds on it, the diagonal of chance "
        "and lines of equal cost",
        ("predict_proba", "roc_points", "roc_auc"),
        _roc,
    ),
    Picture(
        "08_cost",
        "The cheapest threshold is far below 0.5",
        "what the mistakes on the simulated tickets cost at each threshold, the cheapest one, and "
        "the one that the rule 18 / (120 + 18) names",
        ("predict_proba", "expected_cost", "best_threshold_by_cost"),
        _costs,
    ),
    Picture(
        "09_over_confident",
        "Over-confident probabilities can be mended with one number",
        "how often tickets were escalated against how likely that was said to be, for a copy of "
        "the simulated model that is far too sure, before and after three repairs",
        (*_MENDING, "isotonic"),
        _over_confident,
    ),
    Picture(
        "10_eager",
        "Where every probability is too high, temperature fails",
        "the same for a copy that says too much everywhere: temperature leaves it wrong, Platt "
        "scaling mends it",
        _MENDING,
        _eager,
    ),
)
