"""Visible checks of ex10_calibration: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("reliability_bins", 2)
def test_bins_of_the_printed_model(student, expect, tickets, printed_model):
    """reliability_bins of the printed model on the eight tickets, with 5 bins"""
    mean_p = [0.08342157, 0.31431989, 0.67392689, 0.96375229]
    expect(
        student.reliability_bins(tickets.y, printed_model.p, 5),
        (np.array(mean_p), np.array([0.0, 0.0, 0.0, 1.0]), np.array([2, 1, 1, 4])),
        atol=1e-6,
        hint="Five bins, each 0.2 wide. Which tickets are in which, and which bin is empty?",
    )
    assert not student.changed


@pytest.mark.points("reliability_bins", 2)
def test_bins_of_certain_scores(student, expect):
    """reliability_bins counts p = 0 in the first bin and p = 1 in the last"""
    y = np.array([1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1])
    p = np.array([1, 0.8125, 0, 0.1875, 0, 0.4375, 0.9375, 1, 0.5625, 0.53125, 0.71875])
    expect(
        student.reliability_bins(y, p, 5),
        (
            np.array([0.0625, 0.510416666667, 0.71875, 0.9375]),
            np.array([1 / 3, 1 / 3, 1.0, 0.5]),
            np.array([3, 3, 1, 4]),
        ),
        hint="Count your tickets: all eleven must be in some bin, and the last ends with p = 1.",
    )


@pytest.mark.points("reliability_bins", 1)
def test_bins_of_true_and_false(student, expect):
    """reliability_bins takes True and False as labels, and cuts up 0 to 1 whatever p holds"""
    y = np.array([True, False, True, True, False, True, False, False])
    p = np.array([0.3, 0.65, 0.7, 0.55, 0.45, 0.9, 0.62, 0.35])
    expect(
        student.reliability_bins(y, p, 2),
        (np.array([0.366666666667, 0.684]), np.array([1 / 3, 0.6]), np.array([3, 5])),
        hint="Two bins: from 0 to 0.5 and from 0.5 to 1. Three tickets are in the lower one.",
    )


@pytest.mark.points("expected_calibration_error", 1)
@pytest.mark.parametrize(("n_bins", "wanted"), [(4, 0.1592582), (5, 0.26499216), (7, 0.1592582)])
def test_ece_of_tomorrow(student, expect, tomorrow, n_bins, wanted):
    """expected_calibration_error of the penalised model on tomorrow's tickets"""
    p = 1 / (1 + np.exp(-tomorrow.X @ np.array([-6.509729, 0.661068, 0.975372])))
    expect(
        student.expected_calibration_error(tomorrow.y, p, n_bins),
        wanted,
        atol=1e-6,
        hint="Write down mean p, share and count of each bin first. Some gaps are negative.",
    )
    assert not student.changed


@pytest.mark.points("expected_calibration_error", 2)
def test_ece_of_the_lesson(student, expect):
    """expected_calibration_error weights a gap of 87 % to 62 % by its 50 of 200 tickets"""
    y = np.array([1] * 31 + [0] * 19 + [1] * 15 + [0] * 135)
    p = np.array([0.87] * 50 + [0.1] * 150)
    expect(
        student.expected_calibration_error(y, p, 4),
        0.0625,
        hint="The other 150 tickets have no gap at all. How much do the 50 count?",
    )


@pytest.mark.points("expected_calibration_error", 2)
def test_ece_of_certain_scores(student, expect):
    """expected_calibration_error counts p = 0 and p = 1, with True and False as labels"""
    y = np.array([1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0]) == 1
    p = np.array([1, 0.8125, 0, 0.1875, 0, 0.4375, 0.9375, 0, 1, 0.5625, 0.53125, 0.71875])
    expect(
        student.expected_calibration_error(y, p, 5),
        0.317708333333,
        hint="Is every ticket in exactly one bin, also those with p = 0 and p = 1?",
    )
