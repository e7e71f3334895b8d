"""Hidden checks of ex01_sigmoid: run when graded, never shipped."""

import numpy as np
import pytest


@pytest.mark.points("sigmoid_by_hand", 1)
@pytest.mark.parametrize("places", [(0,), (1,), (2, 3), (4,)])
def test_by_hand_value(student, expect, reference, places):
    """the five numbers are right to 3 decimals"""
    came, wanted = student.sigmoid_by_hand(), reference.sigmoid_by_hand()
    for place in places:
        expect(came[place], wanted[place], atol=0.001)


@pytest.mark.points("sigmoid", 3)
def test_sigmoid_on_random_scores(student, expect, reference, rng):
    """sigmoid is right on random scores, and leaves its argument alone"""
    z = rng.uniform(-12, 12, size=200)
    expect(student.sigmoid(z), reference.sigmoid(z))
    assert not student.changed


@pytest.mark.points("sigmoid", 2)
def test_sigmoid_mirrors(student, expect, rng):
    """sigmoid(-z) = 1 - sigmoid(z), on both sides of 0"""
    z = rng.uniform(0.5, 6, size=(4, 3))
    below, above = student.sigmoid(-z), student.sigmoid(z)
    expect(below, 1 - np.asarray(above))
    expect(above, 1 / (1 + np.exp(-z)))


@pytest.mark.points("sigmoid", 1)
@pytest.mark.parametrize("z", [-0.75, 4, 15.0])
def test_sigmoid_of_one_number(student, expect, reference, z):
    """sigmoid of one number is one number"""
    expect(student.sigmoid(z), reference.sigmoid(z), atol=1e-6)


@pytest.mark.points("sigmoid", 2)
def test_sigmoid_of_extreme_array(student, expect, reference, rng):
    """sigmoid is finite and right in an array with very large scores"""
    z = rng.permutation([-1000.0, -800.0, -750.0, -36.0, -0.1, 0.1, 36.0, 710.0, 1000.0])
    expect(student.sigmoid(z), reference.sigmoid(z), atol=1e-6)


@pytest.mark.points("sigmoid", 1)
@pytest.mark.parametrize("shape", [(1,), (2, 1, 3)])
def test_sigmoid_keeps_shapes(student, expect, reference, rng, shape):
    """sigmoid keeps the shape of a one-element and a 3-d array"""
    z = rng.uniform(-3, 3, size=shape)
    expect(student.sigmoid(z), reference.sigmoid(z))
