"""Hidden checks of ex07_sweep: run when graded, never shipped."""

import numpy as np
import pytest


def tomorrows(table):
    """Probabilities of the penalised model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-6.509729, 0.661068, 0.975372]))))


def simulateds(table):
    """Probabilities of the simulated model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-10.16, 0.81, 1.22]))))


def draw(rng, n, k):
    """Labels of both classes, probabilities in steps of 0.01, and k thresholds in any order.

    Some ticket lies exactly on the second threshold, whose F1 is above 0.
    """
    while True:
        y = (rng.random(n) < 0.35).astype(int)
        p = np.clip(np.round(rng.normal(35 + 25 * y, 20)), 1, 95) / 100
        on = float(rng.choice(p))
        if 1 < y.sum() < n - 1 and np.any(y[p >= on]):
            break
    rest = rng.permutation(np.arange(2, 94))[: k - 1] / 100
    thresholds = [float(t) for t in rest]
    return y, p, [*thresholds[:1], on, *thresholds[1:]]


def draw_choice(rng, n, k):
    """The same, where best F1, most right answers, precision and recall disagree."""
    while True:
        y, p, thresholds = draw(rng, n, k)
        flagged = p >= np.array(thresholds)[:, None]
        hits, flags = (y & flagged).sum(axis=1), flagged.sum(axis=1)
        f1 = 2 * hits / (y.sum() + flags)
        best = np.flatnonzero(f1 == f1.max())
        if len(best) > 1 or best[0] in (0, k - 1):
            continue
        others = (flagged == y).sum(axis=1), hits / np.maximum(flags, 1), hits
        if all(other[best[0]] < other.max() for other in others):
            return y, p, thresholds


def a_winner(reference, y, p, thresholds, came):
    """What came where it is one of the best, else one of those."""
    rows = reference.sweep_thresholds(y, p, thresholds)
    most = max(row[3] for row in rows)
    winners = [row[0] for row in rows if row[3] > most - 1e-9]
    return next((t for t in winners if np.ndim(came) == 0 and came == t), winners[0])


@pytest.mark.points("sweep_thresholds", 3)
@pytest.mark.parametrize(("n", "k"), [(30, 6), (60, 12)])
def test_sweep_of_random_tickets(student, expect, reference, rng, n, k):
    """sweep_thresholds is right on random tickets, and leaves its arguments alone"""
    y, p, thresholds = draw(rng, n, k)
    expect(
        student.sweep_thresholds(y, p, thresholds),
        reference.sweep_thresholds(y, p, thresholds),
        atol=1e-6,
    )
    assert not student.changed


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_of_one_random_threshold(student, expect, reference, rng):
    """sweep_thresholds of one threshold is a list of one row"""
    y, p, thresholds = draw(rng, 25, 2)
    expect(
        student.sweep_thresholds(y, p, thresholds[1:]),
        reference.sweep_thresholds(y, p, thresholds[1:]),
        atol=1e-6,
    )


@pytest.mark.points("sweep_thresholds", 2)
def test_sweep_from_all_to_none(student, expect, reference):
    """sweep_thresholds is right from where all are flagged to where none is, and back"""
    y, p = np.array([0, 1, 1, 0, 1, 0, 0]), np.array([0.4, 0.98, 0.7, 0.0, 0.3, 0.6, 0.2])
    thresholds = [0.0, 0.65, 0.99, 0.5, 1.0, 0.25]
    expect(
        student.sweep_thresholds(y, p, thresholds),
        reference.sweep_thresholds(y, p, thresholds),
        atol=1e-6,
    )


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_with_repetitions(student, expect, reference, rng):
    """sweep_thresholds gives a row for each threshold in rising order, also for one given twice"""
    y, p, thresholds = draw(rng, 30, 5)
    given = sorted([*thresholds, thresholds[1]])
    expect(
        student.sweep_thresholds(y, p, given), reference.sweep_thresholds(y, p, given), atol=1e-6
    )


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_with_boolean_labels(student, expect, reference, rng):
    """sweep_thresholds takes labels that are True and False"""
    y, p, thresholds = draw(rng, 40, 4)
    labels = y == 1
    expect(
        student.sweep_thresholds(labels, p, thresholds),
        reference.sweep_thresholds(labels, p, thresholds),
        atol=1e-6,
    )


@pytest.mark.points("sweep_thresholds", 1)
def test_sweep_of_the_simulated_table(student, expect, reference, simulated):
    """sweep_thresholds is right for 2,000 tickets"""
    p, thresholds = simulateds(simulated), [0.8, 0.65, 0.5, 0.42, 0.35, 0.2, 0.125]
    expect(
        student.sweep_thresholds(simulated.y, p, thresholds),
        reference.sweep_thresholds(simulated.y, p, thresholds),
        atol=1e-6,
    )


@pytest.mark.points("best_f1_threshold", 3)
@pytest.mark.parametrize(("n", "k"), [(40, 7), (70, 12)])
def test_best_f1_of_random_tickets(student, expect, reference, rng, n, k):
    """best_f1_threshold finds the best threshold for random tickets"""
    y, p, thresholds = draw_choice(rng, n, k)
    came = student.best_f1_threshold(y, p, thresholds)
    expect(came, a_winner(reference, y, p, thresholds, came), atol=1e-9)
    assert not student.changed


@pytest.mark.points("best_f1_threshold", 1)
@pytest.mark.parametrize("thresholds", [(0.65, 0.2, 0.35), (0.2, 0.05, 0.4, 0.52, 0.66)])
def test_best_f1_with_equals(student, expect, reference, tickets, printed_model, thresholds):
    """best_f1_threshold gives one of several equally good thresholds"""
    p, given = printed_model.p, list(thresholds)
    came = student.best_f1_threshold(tickets.y, p, given)
    expect(came, a_winner(reference, tickets.y, p, given, came), atol=1e-9)


@pytest.mark.points("best_f1_threshold", 1)
@pytest.mark.parametrize("thresholds", [(0.93,), (0.97, 0.91), (0.92, 0.96, 0.94)])
def test_best_f1_of_zero(student, expect, reference, thresholds):
    """best_f1_threshold stays within the list where every F1 is 0"""
    y, p, given = np.array([0, 1, 1, 0]), np.array([0.9, 0.2, 0.6, 0.4]), list(thresholds)
    came = student.best_f1_threshold(y, p, given)
    expect(came, a_winner(reference, y, p, given, came), atol=1e-9)


@pytest.mark.points("best_f1_threshold", 1)
@pytest.mark.parametrize(
    "thresholds",
    [(0.8, 0.5, 0.35, 0.2), (0.2, 0.35, 0.5, 0.65, 0.8), (0.65, 0.5, 0.2, 0.9), (0.05, 0.2, 0.4)],
)
def test_best_f1_in_order(student, expect, reference, tomorrow, thresholds):
    """best_f1_threshold finds the best at either end of a list and in the middle"""
    p, given = tomorrows(tomorrow), list(thresholds)
    came = student.best_f1_threshold(tomorrow.y, p, given)
    expect(came, a_winner(reference, tomorrow.y, p, given, came), atol=1e-9)


@pytest.mark.points("best_f1_threshold", 1)
def test_best_f1_on_the_threshold(student, expect, reference):
    """best_f1_threshold counts a ticket that lies exactly on a threshold as flagged"""
    y, p = np.array([1, 0, 1, 0, 0, 1]), np.array([0.4, 0.3, 0.6, 0.2, 0.55, 0.7])
    given = [0.7, 0.25, 0.6, 0.5]
    came = student.best_f1_threshold(y, p, given)
    expect(came, a_winner(reference, y, p, given, came), atol=1e-9)


@pytest.mark.points("best_f1_threshold", 1)
def test_best_f1_with_boolean_labels(student, expect, reference, rng):
    """best_f1_threshold takes labels that are True and False"""
    y, p, thresholds = draw_choice(rng, 50, 6)
    labels = y == 1
    came = student.best_f1_threshold(labels, p, thresholds)
    expect(came, a_winner(reference, labels, p, thresholds, came), atol=1e-9)


@pytest.mark.points("best_f1_threshold", 1)
def test_best_f1_of_many_tickets(student, expect, reference, simulated):
    """best_f1_threshold finds the best threshold for 2,000 tickets, however close the others"""
    p, given = simulateds(simulated), [0.2, 0.3, 0.35, 0.37, 0.44, 0.39, 0.4, 0.46, 0.5]
    came = student.best_f1_threshold(simulated.y, p, given)
    expect(came, a_winner(reference, simulated.y, p, given, came), atol=1e-9)
