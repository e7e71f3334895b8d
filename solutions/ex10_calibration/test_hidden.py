"""Hidden checks of ex10_calibration: run when graded, never shipped."""

import numpy as np
import pytest


def draw(rng, n, n_bins):
    """Labels, and scores off the edges: some bins claim too much, some too little, some nothing.

    Never exactly three bins with tickets, so that a transposed result has another shape.
    """
    while True:
        p = rng.beta(0.8, 1.0, size=n) * 0.96 + 0.02
        y = (rng.random(n) < 0.25 + 0.4 * p).astype(int)
        place = np.floor(p * n_bins)
        inner = np.arange(1, n_bins) / n_bins
        off_edges = n_bins == 1 or np.abs(np.subtract.outer(p, inner)).min() > 1e-4
        gaps = np.array([np.sum((y - p)[place == b]) / n for b in np.unique(place)])
        apart = abs(np.abs(gaps).sum() - abs(gaps.sum())) > 0.03 or n_bins == 1
        if off_edges and apart and len(gaps) != 3 and 0.25 < y.mean() < 0.45:
            return y, p


def simulated_p(table):
    """The simulated model: no score within 1e-5 of an edge of 5, 8 or 10 bins."""
    return 1 / (1 + np.exp(-table.X @ np.array([-10.16, 0.81, 1.22])))


@pytest.mark.points("reliability_bins", 3)
@pytest.mark.parametrize(("n", "n_bins"), [(31, 5), (60, 7)])
def test_bins_on_random_tickets(student, expect, reference, rng, n, n_bins):
    """reliability_bins is right on random tickets, and leaves its arguments alone"""
    y, p = draw(rng, n, n_bins)
    expect(student.reliability_bins(y, p, n_bins), reference.reliability_bins(y, p, n_bins))
    assert not student.changed


@pytest.mark.points("reliability_bins", 2)
def test_bins_that_are_empty(student, expect, reference, rng):
    """reliability_bins leaves out empty bins: the first, the last and some between"""
    y, p = draw(rng, 14, 20)
    p = 0.1 + 0.8 * p
    while np.abs(np.subtract.outer(p, np.arange(21) / 20)).min() < 1e-5 or p.max() > 0.95:
        p = 0.999 * p
    expect(student.reliability_bins(y, p, 20), reference.reliability_bins(y, p, 20))


@pytest.mark.points("reliability_bins", 2)
@pytest.mark.parametrize("end", [0.0, 1.0])
def test_bins_with_an_end(student, expect, reference, rng, end):
    """reliability_bins is right where some p are exactly 0, or exactly 1"""
    y, p = draw(rng, 33, 6)
    p[[np.argmax(y == 0), np.argmax(y == 1), 31]] = end
    expect(student.reliability_bins(y, p, 6), reference.reliability_bins(y, p, 6))
    assert not student.changed


@pytest.mark.points("reliability_bins", 1)
def test_bins_of_certain_answers_alone(student, expect, reference, rng):
    """reliability_bins is right where every p is 0 or 1"""
    y, p = rng.permutation([1] * 5 + [0] * 6), rng.permutation([1.0] * 4 + [0.0] * 7)
    expect(student.reliability_bins(y, p, 9), reference.reliability_bins(y, p, 9))


@pytest.mark.points("reliability_bins", 1)
@pytest.mark.parametrize("label", [0, 1])
def test_bins_of_one_class(student, expect, reference, rng, label):
    """reliability_bins is right where all tickets, or none, were escalated"""
    p = draw(rng, 20, 5)[1]
    y = np.full(20, label)
    expect(student.reliability_bins(y, p, 5), reference.reliability_bins(y, p, 5))


@pytest.mark.points("reliability_bins", 1)
def test_bins_with_boolean_labels(student, expect, reference, rng):
    """reliability_bins takes labels that are True and False"""
    y, p = draw(rng, 25, 8)
    expect(student.reliability_bins(y == 1, p, 8), reference.reliability_bins(y, p, 8))


@pytest.mark.points("reliability_bins", 1)
@pytest.mark.parametrize("n_bins", [1, 10])
def test_bins_of_the_simulated_model(student, expect, reference, simulated, n_bins):
    """reliability_bins is right on the 2,000 simulated tickets, with one bin and with many"""
    p = simulated_p(simulated)
    expect(
        student.reliability_bins(simulated.y, p, n_bins),
        reference.reliability_bins(simulated.y, p, n_bins),
    )


@pytest.mark.points("expected_calibration_error", 3)
@pytest.mark.parametrize(("n", "n_bins"), [(29, 4), (70, 9)])
def test_ece_on_random_tickets(student, expect, reference, rng, n, n_bins):
    """expected_calibration_error is right on random tickets, and leaves its arguments alone"""
    y, p = draw(rng, n, n_bins)
    expect(
        student.expected_calibration_error(y, p, n_bins),
        reference.expected_calibration_error(y, p, n_bins),
    )
    assert not student.changed


@pytest.mark.points("expected_calibration_error", 2)
def test_ece_with_empty_bins(student, expect, reference, rng):
    """expected_calibration_error is right where many bins are empty"""
    y, p = draw(rng, 12, 25)
    expect(
        student.expected_calibration_error(y, p, 25),
        reference.expected_calibration_error(y, p, 25),
    )


@pytest.mark.points("expected_calibration_error", 2)
@pytest.mark.parametrize("end", [0.0, 1.0])
def test_ece_with_an_end(student, expect, reference, rng, end):
    """expected_calibration_error is right where some p are exactly 0, or exactly 1"""
    rest = 0.0
    while rest < 0.1:  # the other tickets of that bin err to the other side
        y, p = draw(rng, 30, 6)
        p[np.flatnonzero(y != end)[:4]] = end
        rest = np.sum((y - p)[(np.abs(p - end) < 1 / 6) & (p != end)]) * (1 if end else -1)
    expect(
        student.expected_calibration_error(y, p, 6),
        reference.expected_calibration_error(y, p, 6),
    )


@pytest.mark.points("expected_calibration_error", 1)
def test_ece_with_one_bin(student, expect, reference, rng):
    """expected_calibration_error is right with a single bin, here with True and False"""
    y, p = draw(rng, 24, 1)
    expect(
        student.expected_calibration_error(y == 1, p, 1),
        reference.expected_calibration_error(y, p, 1),
    )


@pytest.mark.points("expected_calibration_error", 1)
def test_ece_of_certain_answers_alone(student, expect, rng):
    """expected_calibration_error is right where every p is 0 or 1, also if all are right"""
    y = rng.permutation([1] * 5 + [0] * 7)
    p = y.astype(float)
    expect(student.expected_calibration_error(y, p, 5), 0.0)
    p[np.flatnonzero(y == 1)[:2]] = 0.0
    p[np.argmax(y == 0)] = 1.0
    expect(student.expected_calibration_error(y, p, 5), 3 / 12)


@pytest.mark.points("expected_calibration_error", 1)
@pytest.mark.parametrize("n_bins", [8, 10])
def test_ece_of_the_simulated_model(student, expect, reference, simulated, n_bins):
    """expected_calibration_error is right on the 2,000 simulated tickets"""
    p = simulated_p(simulated)
    expect(
        student.expected_calibration_error(simulated.y, p, n_bins),
        reference.expected_calibration_error(simulated.y, p, n_bins),
    )
