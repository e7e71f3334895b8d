"""Visible checks of ex07_sweep: a student receives and runs them."""

import numpy as np
import pytest


def tomorrows(table):
    """Probabilities of the penalised model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-6.509729, 0.661068, 0.975372]))))


def simulateds(table):
    """Probabilities of the simulated model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-10.16, 0.81, 1.22]))))


def one_of(came, winners):
    """What came where it is one of several right answers, else the first of those."""
    return next((t for t in winners if np.ndim(came) == 0 and came == t), winners[0])


@pytest.mark.points("sweep_thresholds", 2)
def test_sweep_of_tomorrow(student, expect, tomorrow):
    """sweep_thresholds is right for five thresholds on tomorrow's tickets"""
    expect(
        student.sweep_thresholds(tomorrow.y, tomorrows(tomorrow), [0.65, 0.2, 0.8, 0.35, 0.5]),
        [
            (0.65, 1.0, 0.75, 0.857143),
            (0.2, 0.666667, 1.0, 0.8),
            (0.8, 1.0, 0.5, 0.666667),
            (0.35, 0.6, 0.75, 0.666667),
            (0.5, 0.75, 0.75, 0.75),
        ],
        atol=1e-6,
        hint="One row for each threshold, in the order given: t, precision, recall, F1.",
    )
    assert not student.changed


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_at_the_edges(student, expect):
    """sweep_thresholds is right where a ticket lies on the threshold and where none is flagged"""
    y = np.array([0, 1, 0, 1, 0, 1])
    p = np.array([0.2, 0.4, 0.6, 0.7, 0.3, 0.8])
    expect(
        student.sweep_thresholds(y, p, [0.7, 0.9, 0.6, 0.9, 0.1]),
        [
            (0.7, 1.0, 0.666667, 0.8),
            (0.9, 0.0, 0.0, 0.0),
            (0.6, 0.666667, 0.666667, 0.666667),
            (0.9, 0.0, 0.0, 0.0),
            (0.1, 0.5, 1.0, 0.666667),
        ],
        atol=1e-6,
        hint="Each threshold starts afresh, even one that was there before. Five in, five out.",
    )


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_of_one_threshold(student, expect):
    """sweep_thresholds of one threshold is one row, still within a list"""
    y, p = np.array([True, False, True, False]), np.array([0.45, 0.4, 0.3, 0.1])
    expect(
        student.sweep_thresholds(y, p, [0.35]),
        [(0.35, 0.5, 0.5, 0.5)],
        atol=1e-6,
        hint="The caller goes through your rows with a loop: what would it find in yours?",
    )


@pytest.mark.points("best_f1_threshold", 2)
@pytest.mark.parametrize(
    ("thresholds", "wanted"),
    [
        ((0.35, 0.2, 0.8, 0.65, 0.5), 0.65),
        ((0.35, 0.5, 0.8, 0.2), 0.2),
        ((0.5, 0.35, 0.05), 0.5),
        ((0.8, 0.6, 0.45, 0.1), 0.6),
    ],
)
def test_best_f1_of_tomorrow(student, expect, tomorrow, thresholds, wanted):
    """best_f1_threshold finds the best of a few thresholds on tomorrow's tickets"""
    expect(
        student.best_f1_threshold(tomorrow.y, tomorrows(tomorrow), list(thresholds)),
        wanted,
        hint="Print the sweep. Which row has the highest F1, and what stands first in that row?",
    )
    assert not student.changed


@pytest.mark.points("best_f1_threshold", 1)
def test_best_f1_of_the_simulated_table(student, expect, simulated):
    """best_f1_threshold finds the best threshold for the 2,000 simulated tickets"""
    thresholds = [0.5, 0.6, 0.37, 0.7, 0.42, 0.25, 0.3, 0.33, 0.46]
    expect(
        student.best_f1_threshold(simulated.y, simulateds(simulated), thresholds),
        0.42,
        hint="F1 goes up and down on its way: have you looked at every threshold of the list?",
    )


@pytest.mark.points("best_f1_threshold", 1)
@pytest.mark.parametrize("thresholds", [(0.85, 0.95), (0.9, 0.8, 0.95)])
def test_best_f1_where_all_are_bad(student, expect, thresholds):
    """best_f1_threshold gives one of the thresholds, even where every F1 is 0"""
    y, p = np.array([1, 0, 1, 0, 0]), np.array([0.3, 0.7, 0.4, 0.82, 0.6])
    came = student.best_f1_threshold(y, p, list(thresholds))
    expect(
        came,
        one_of(came, thresholds),
        hint="Any of those given will do here. What does your search start with?",
    )
