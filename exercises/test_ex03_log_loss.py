"""Visible checks of ex03_log_loss: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("t4_loss_by_hand", 0)
def test_losses_by_hand_is_two_numbers(student):
    """t4_loss_by_hand gives two numbers"""
    assert np.asarray(student.t4_loss_by_hand(), dtype=float).shape == (2,)


@pytest.mark.points("log_loss", 1)
@pytest.mark.parametrize(
    ("y", "p", "wanted"), [(1, 0.1, 2.302585), (1, 0.75, 0.287682), (0, 0.93, 2.65926)]
)
def test_log_loss_of_one_ticket(student, expect, y, p, wanted):
    """log_loss is right for a single ticket"""
    expect(
        student.log_loss(np.array([y]), np.array([p])),
        wanted,
        atol=1e-5,
        hint="How much probability did the model give to what really happened? Minus its log.",
    )


@pytest.mark.points("log_loss", 2)
def test_log_loss_of_the_printed_model(student, expect, tickets, printed_model):
    """log_loss of the printed model on the eight tickets is right, and changes nothing"""
    expect(
        student.log_loss(tickets.y, printed_model.p),
        0.227804,
        atol=1e-5,
        hint="Print the eight losses one by one: T7's is 1.121, T5's 0.020. Then take their mean.",
    )
    assert not student.changed


@pytest.mark.points("log_loss", 1)
def test_log_loss_with_true_and_false(student, expect):
    """log_loss takes True and False as labels"""
    y = np.array([True, False, False, True, False])
    expect(
        student.log_loss(y, np.array([0.7, 0.4, 0.1, 0.6, 0.85])),
        0.676161,
        atol=1e-5,
        hint="True counts as 1 and False as 0. Does each step of yours allow that?",
    )


@pytest.mark.points("log_loss", 1)
def test_log_loss_of_a_costly_mistake(student, expect):
    """log_loss lets p = 0.0001 cost its full price where y is 1"""
    expect(
        student.log_loss(np.array([1, 0, 0]), np.array([0.0001, 0.2, 0.3])),
        3.263386,
        atol=1e-3,
        hint="-log(0.0001) is 9.21. What does your code do to such a small p beforehand?",
    )


@pytest.mark.points("log_loss", 1)
def test_log_loss_of_certain_and_right(student, expect):
    """log_loss charges next to nothing for p = 0 and p = 1 where they are right"""
    expect(
        student.log_loss(np.array([1, 0, 1, 0]), np.array([1.0, 0.0, 0.25, 0.4])),
        0.47428,
        atol=1e-5,
        hint="0 times minus infinity is nan. Where do log(0) and its factor 0 come from here?",
    )


@pytest.mark.points("log_loss", 1)
@pytest.mark.parametrize(("y", "p"), [(1, 0.0), (0, 1.0)])
def test_log_loss_of_certain_and_wrong(student, y, p):
    """log_loss of a ticket that is certain and wrong is large (11 to 40), never inf or nan"""
    assert 11 <= student.log_loss(np.array([y]), np.array([p])) <= 40
