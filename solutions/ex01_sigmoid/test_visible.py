"""Visible checks of ex01_sigmoid: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("sigmoid_by_hand", 0)
def test_by_hand_is_five_numbers(student):
    """sigmoid_by_hand gives five numbers"""
    assert np.asarray(student.sigmoid_by_hand(), dtype=float).shape == (5,)


@pytest.mark.points("sigmoid", 1)
@pytest.mark.parametrize(("z", "wanted"), [(0.0, 0.5), (2.0, 0.880797), (-3.0, 0.047426)])
def test_sigmoid_of_a_number(student, expect, z, wanted):
    """sigmoid is right for a single number"""
    expect(
        student.sigmoid(z),
        wanted,
        atol=1e-6,
        hint="Work this one out on paper: e^(-z) first, then 1 / (1 + that).",
    )


@pytest.mark.points("sigmoid", 2)
def test_sigmoid_of_an_array(student, expect):
    """sigmoid works on a whole array and keeps its shape"""
    z = np.array([[-2.0, 0.0, 2.0], [1.5, -0.5, 3.0]])
    wanted = np.array([[0.119203, 0.5, 0.880797], [0.817574, 0.377541, 0.952574]])
    expect(
        student.sigmoid(z),
        wanted,
        atol=1e-6,
        hint="np.exp works on every element of an array at once; no rounding, no summing.",
    )


@pytest.mark.points("sigmoid", 1)
@pytest.mark.parametrize(("z", "wanted"), [(-1000.0, 0.0), (1000.0, 1.0)])
def test_sigmoid_of_extreme_scores(student, expect, z, wanted):
    """sigmoid stays a probability at z = -1000 and z = 1000"""
    expect(
        student.sigmoid(z),
        wanted,
        atol=1e-6,
        hint="inf / inf is nan. Which form of the formula never lets e^(...) grow huge?",
    )
