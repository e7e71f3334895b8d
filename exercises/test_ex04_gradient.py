"""Visible checks of ex04_gradient: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("t4_gradient_by_hand", 0)
def test_gradient_by_hand_is_three_numbers(student):
    """t4_gradient_by_hand gives three numbers"""
    assert np.asarray(student.t4_gradient_by_hand(), dtype=float).shape == (3,)


@pytest.mark.points("gradient", 1)
def test_gradient_of_t7(student, expect, tickets):
    """gradient is right for ticket T7 alone at w = 0, as in the lesson"""
    expect(
        student.gradient(tickets.X[6:7], tickets.y[6:7], np.zeros(3)),
        np.array([0.5, 1.4, 2.0]),
        hint="Follow the lesson with one row: what is p, what is p - y, what is it multiplied by?",
    )


@pytest.mark.points("gradient", 2)
def test_gradient_of_all_tickets(student, expect, tickets):
    """gradient is right for the eight tickets, away from w = 0"""
    expect(
        student.gradient(tickets.X, tickets.y, np.array([-1.0, 0.5, -0.25])),
        np.array([-0.16796671, -0.93437131, -1.80056145]),
        atol=1e-6,
        hint="One number a weight: each ticket has its say, and the eight are averaged.",
    )


@pytest.mark.points("gradient", 1)
def test_gradient_leaves_arguments_alone(student, expect, tickets):
    """gradient is right for three tickets and changes none of its arguments"""
    came = student.gradient(tickets.X[2:5], tickets.y[2:5], np.array([-2.0, 0.0, 0.5]))
    expect(
        came,
        np.array([-0.02460876, -0.30530524, -0.58600173]),
        atol=1e-6,
        hint="Three tickets this time. Does anything in your code rest on there being eight?",
    )
    assert not student.changed


@pytest.mark.points("numerical_gradient", 2)
def test_numerical_gradient_of_all_tickets(student, expect, tickets):
    """numerical_gradient is close to the gradient for a small h"""
    expect(
        student.numerical_gradient(tickets.X, tickets.y, np.array([-1.0, 0.5, -0.25])),
        np.array([-0.16796671, -0.93437131, -1.80056145]),
        atol=1e-5,
        hint="Move one weight at a time. Are all others back in place before the next one moves?",
    )


@pytest.mark.points("numerical_gradient", 2)
def test_numerical_gradient_with_large_h(student, expect, tickets):
    """numerical_gradient uses the h that it is given: here 0.5"""
    expect(
        student.numerical_gradient(tickets.X, tickets.y, np.array([-1.0, 0.5, -0.25]), h=0.5),
        np.array([-0.16513998, -0.87506036, -1.51661671]),
        atol=1e-5,
        hint="Two losses a weight, one on each side of w. How far apart are the two places?",
    )


@pytest.mark.points("numerical_gradient", 1)
def test_numerical_gradient_leaves_w_alone(student, expect, tickets):
    """numerical_gradient is right for three tickets and gives w back as it was"""
    start = np.array([-2.0, 0.0, 0.5])
    came = student.numerical_gradient(tickets.X[2:5], tickets.y[2:5], start, h=0.1)
    expect(
        came,
        np.array([-0.02467986, -0.31054356, -0.61348942]),
        atol=1e-5,
        hint="Compare the weights before and after each nudge: which of them have moved?",
    )
    assert not student.changed
