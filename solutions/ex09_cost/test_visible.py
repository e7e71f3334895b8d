"""Visible checks of ex09_cost: a student receives and runs them."""

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


@pytest.mark.points("expected_cost", 2)
@pytest.mark.parametrize(("t", "wanted"), [(0.2, 36), (0.35, 156), (0.8, 240)])
def test_cost_of_tomorrow(student, expect, tomorrow, t, wanted):
    """expected_cost is right on tomorrow's tickets at the chapter's prices"""
    expect(
        student.expected_cost(tomorrow.y, tomorrows(tomorrow), t),
        wanted,
        hint="How many were missed, how many alarms were false? A price for each, then the total.",
    )
    assert not student.changed


@pytest.mark.points("expected_cost", 1)
def test_cost_at_other_prices(student, expect, simulated):
    """expected_cost is right on the simulated tickets at other prices"""
    expect(
        student.expected_cost(simulated.y, simulateds(simulated), 0.65, cost_fn=30, cost_fp=7.25),
        11745.0,
        hint="There are 377 misses and 60 false alarms. Which prices does the caller name?",
    )


@pytest.mark.points("expected_cost", 1)
@pytest.mark.parametrize(("t", "wanted"), [(0.6, 18), (0.7, 138), (0.75, 240)])
def test_cost_on_the_threshold(student, expect, t, wanted):
    """expected_cost takes labels that are True and False, and tickets on the threshold"""
    y = np.array([True, False, False, True, False])
    p = np.array([0.6, 0.7, 0.1, 0.72, 0.5])
    expect(
        student.expected_cost(y, p, t),
        wanted,
        hint="Mark the flagged tickets on paper, then the mistakes among them and the others.",
    )


@pytest.mark.points("best_threshold_by_cost", 2)
@pytest.mark.parametrize(
    ("thresholds", "wanted"),
    [
        ((0.65, 0.1, 0.2, 0.8, 0.5), 0.2),
        ((0.35, 0.8, 0.5, 0.65), 0.65),
        ((0.05, 0.35, 0.8), 0.05),
        ((0.8, 0.65, 0.35, 0.01, 0.25), 0.25),
    ],
)
def test_cheapest_of_tomorrow(student, expect, tomorrow, thresholds, wanted):
    """best_threshold_by_cost finds the cheapest threshold on tomorrow's tickets"""
    expect(
        student.best_threshold_by_cost(tomorrow.y, tomorrows(tomorrow), list(thresholds)),
        wanted,
        hint="Print the cost of each threshold of the list. Which is lowest, and what is its t?",
    )
    assert not student.changed


@pytest.mark.points("best_threshold_by_cost", 1)
@pytest.mark.parametrize(
    ("cost_fn", "cost_fp", "wanted"), [(30, 25, 0.65), (40, 0.5, 0.2), (7, 6.5, 0.65)]
)
def test_cheapest_at_other_prices(student, expect, tomorrow, cost_fn, cost_fp, wanted):
    """best_threshold_by_cost follows the prices"""
    came = student.best_threshold_by_cost(
        tomorrow.y, tomorrows(tomorrow), [0.8, 0.5, 0.2, 0.65, 0.1], cost_fn, cost_fp
    )
    expect(
        came,
        wanted,
        hint="Other prices, another choice: do the two costs reach the place where you count?",
    )


@pytest.mark.points("best_threshold_by_cost", 1)
def test_cheapest_of_the_simulated_table(student, expect, simulated):
    """best_threshold_by_cost finds the cheapest threshold for the 2,000 simulated tickets"""
    thresholds = [0.5, 0.22, 0.42, 0.13, 0.25, 0.3, 0.04, 0.47]
    expect(
        student.best_threshold_by_cost(simulated.y, simulateds(simulated), thresholds),
        0.25,
        hint="All of these cost more than ten thousand dollars. What does your search start with?",
    )


@pytest.mark.points("best_threshold_by_cost", 1)
def test_cheapest_with_equals(student, expect, tickets, printed_model):
    """best_threshold_by_cost gives one of several equally cheap thresholds, for boolean labels"""
    came = student.best_threshold_by_cost(
        tickets.y == 1, printed_model.p, [0.2, 0.4, 0.65, 0.5, 0.97, 0.1]
    )
    expect(
        came,
        one_of(came, (0.4, 0.65, 0.5)),
        hint="Three of these cost the same 18 dollars: one of them is wanted, whichever you like.",
    )
