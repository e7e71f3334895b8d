"""Visible checks of ex08_roc: a student receives and runs them."""

import numpy as np
import pytest


def corners(points):
    """A whole curve from (0, 0) on, without repeated points and those inside straight pieces."""
    curve = np.asarray(points, dtype=float)
    if curve.ndim != 2 or curve.shape[1] != 2 or len(curve) < 2:
        return points
    if curve[0].sum() > curve[-1].sum():
        curve = curve[::-1]
    kept = [curve[0]]
    for point in curve[1:]:
        step = point - kept[-1]
        if np.abs(step).max() < 1e-9:
            continue
        before = kept[-1] - kept[-2] if len(kept) > 1 else np.zeros(2)
        bend = before[0] * step[1] - before[1] * step[0]
        if before @ step > 0 and abs(bend) < 1e-9:
            kept.pop()
        kept.append(point)
    return np.array(kept)


@pytest.mark.points("roc_points", 2)
def test_points_at_four_thresholds(student, expect, tickets, printed_model):
    """roc_points gives a row for each threshold, in the order given"""
    expect(
        student.roc_points(tickets.y[:7], printed_model.p[:7], [0.5, 0.1, 0.95, 0.3]),
        np.array([[0.25, 1.0], [0.75, 1.0], [0.0, 2 / 3], [0.5, 1.0]]),
        hint="Of the four tickets that were not escalated, how many are flagged? Of the three?",
    )
    assert not student.changed


@pytest.mark.points("roc_points", 1)
def test_points_on_a_score(student, expect):
    """roc_points flags a ticket whose score lies on the threshold"""
    y = np.array([1, 0, 1, 0, 0, 0, 1, 0])
    p = np.array([0.75, 0.5, 0.5, 0.25, 0.5, 0.75, 0.125, 0.0])
    expect(
        student.roc_points(y, p, [0.5, 0.75, 0.5]),
        np.array([[0.6, 2 / 3], [0.2, 1 / 3], [0.6, 2 / 3]]),
        hint="A ticket is flagged where p >= t, and each threshold in the list has its own row.",
    )


@pytest.mark.points("roc_points", 1)
def test_points_of_one_threshold(student, expect, tomorrow):
    """roc_points takes True and False as labels, and a list with one threshold"""
    p = np.array([0.9, 0.1, 0.5, 0.95, 0.05, 0.45, 0.3, 0.8])
    expect(
        student.roc_points(tomorrow.y == 1, p, [0.4]),
        np.array([[0.5, 0.75]]),
        hint="One threshold, one row of two numbers: the shape is (1, 2).",
    )


@pytest.mark.points("roc_points", 3)
def test_whole_curve(student, expect):
    """roc_points without thresholds gives the whole curve (compared by its corners)"""
    y = np.array([0, 1, 0, 1, 1, 0, 0, 1, 0])
    p = np.array([0.3, 0.62, 0.61, 0.3, 0.85, 0.1, 0.3, 0.612, 0.9])
    wanted = [[0, 0], [0.2, 0], [0.2, 0.75], [0.4, 0.75], [0.8, 1], [1, 1]]
    expect(
        corners(student.roc_points(y, p)),
        np.array(wanted),
        hint="Every distinct score is a threshold; equal scores are passed in one step.",
    )
    assert not student.changed


@pytest.mark.points("roc_points", 1)
def test_whole_curve_of_certain_scores(student, expect):
    """roc_points gives the whole curve where some p are exactly 0 or 1"""
    y = np.array([1, 0, 0, 1, 1, 0, 1])
    p = np.array([1.0, 0.9, 1.0, 0.0, 0.6, 0.0, 0.6])
    expect(
        corners(student.roc_points(y, p)),
        np.array([[0, 0], [1 / 3, 0.25], [2 / 3, 0.25], [2 / 3, 0.75], [1, 1]]),
        hint="Which threshold flags nobody, if a ticket has p = 1? The curve may dip, too.",
    )


@pytest.mark.points("roc_auc", 2)
def test_auc_of_tomorrow(student, expect, tomorrow):
    """roc_auc of the penalised model on tomorrow's tickets is right"""
    p = 1 / (1 + np.exp(-tomorrow.X @ np.array([-6.509729, 0.661068, 0.975372])))
    expect(
        student.roc_auc(tomorrow.y, p),
        0.875,
        hint="Four escalated, four not: 16 pairs. In how many does the escalated one lead?",
    )
    assert not student.changed


@pytest.mark.points("roc_auc", 2)
def test_auc_with_ties(student, expect):
    """roc_auc counts equal scores as half a pair"""
    y = np.array([1, 0, 0, 1, 1, 0, 1, 0, 0])
    p = np.array([1.0, 0.4, 1.0, 0.0, 0.6, 0.0, 0.613, 0.61, 0.6])
    expect(
        student.roc_auc(y, p),
        0.575,
        hint="20 pairs. Count the ties apart: on the curve they make a slanted piece.",
    )


@pytest.mark.points("roc_auc", 1)
def test_auc_below_one_half(student, expect):
    """roc_auc of a model that ranks worse than chance is below 0.5, here with True and False"""
    y = np.array([False, True, False, False, True, False, False, False])
    p = np.array([0.7, 0.2, 0.55, 0.9, 0.45, 0.3, 0.35, 0.95])
    expect(
        student.roc_auc(y, p),
        1 / 6,
        hint="Two of twelve pairs are in the right order: say so, and do not turn the model round.",
    )
