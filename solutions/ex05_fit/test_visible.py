"""Visible checks of ex05_fit: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("first_step_by_hand", 0)
def test_step_by_hand_is_three_numbers(student):
    """first_step_by_hand gives three numbers"""
    assert np.asarray(student.first_step_by_hand(), dtype=float).shape == (3,)


@pytest.mark.points("fit_logistic", 1)
def test_fit_one_step(student, expect, tickets):
    """fit_logistic takes one step on tickets T1 to T5"""
    expect(
        student.fit_logistic(tickets.X[:5], tickets.y[:5], lr=0.2, epochs=1),
        np.array([-0.02, 0.06, 0.14]),
        hint="Where does the walk start, which way is downhill there, and how long is the step?",
    )


@pytest.mark.points("fit_logistic", 2)
def test_fit_three_steps(student, expect, tickets):
    """fit_logistic takes three steps on all tickets, and leaves X and y alone"""
    came = student.fit_logistic(tickets.X, tickets.y, lr=0.1, epochs=3)
    expect(
        came,
        np.array([-0.03015674, 0.04938557, 0.13311467]),
        atol=1e-6,
        hint="Which weights does your second step start from, and where is its gradient taken?",
    )
    assert not student.changed


@pytest.mark.points("fit_logistic", 2)
def test_fit_three_penalised_steps(student, expect, tickets):
    """fit_logistic with a penalty is right after three steps"""
    expect(
        student.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=3, l2=2.0),
        np.array([-0.08845275, 0.4643319, 1.01577632]),
        atol=1e-6,
        hint="The penalty pulls on the weights as they are before the step. On all of them?",
    )


@pytest.mark.points("fit_logistic", 2)
def test_fit_agrees_with_scikit_learn(student, expect, tickets):
    """fit_logistic with l2 = 1 arrives at the weights that scikit-learn finds with C = 1"""
    expect(
        student.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=3500, l2=1.0),
        np.array([-6.509729, 0.661068, 0.975372]),
        atol=1e-6,
        hint="The walk of three steps, only longer: all 3500, also where the loss rises or rests.",
    )


@pytest.mark.points("fit_logistic", 1)
def test_fit_prints_when_asked(student, expect, tickets):
    """fit_logistic prints something with verbose=True, and finds the same weights"""
    came = student.fit_logistic(tickets.X[:5], tickets.y[:5], lr=0.1, epochs=100, verbose=True)
    expect(
        came,
        np.array([-1.6009275, -0.43560709, 0.72971332]),
        atol=1e-6,
        hint="verbose only decides whether something is printed: what is returned stays the same.",
    )
    assert student.printed.strip()


@pytest.mark.points("fit_logistic", 1)
def test_fit_is_silent(student, expect, tickets):
    """fit_logistic takes a table with one feature, and prints nothing unless asked"""
    came = student.fit_logistic(tickets.X[:5, :2], tickets.y[:5], lr=0.1, epochs=100)
    expect(
        came,
        np.array([-1.45441393, 0.65147887]),
        atol=1e-6,
        hint="A hundred steps of lr times the gradient, with a weight for each column of X.",
    )
    assert not student.printed.strip()


@pytest.mark.points("loss_history", 2)
def test_history_of_a_few_steps(student, expect, tickets):
    """loss_history holds the loss before each of four steps"""
    expect(
        student.loss_history(tickets.X[:5], tickets.y[:5], lr=0.2, epochs=4),
        np.array([-np.log(0.5), 0.64514219, 0.62989271, 0.6183299]),
        atol=2e-5,
        hint="Which weights does the first loss belong to, and which the last?",
    )


@pytest.mark.points("loss_history", 2)
def test_history_with_a_penalty(student, expect, tickets):
    """loss_history with a penalty: other steps, the same loss, and its jumps are seen"""
    expect(
        student.loss_history(tickets.X, tickets.y, lr=0.5, epochs=5, l2=3.0),
        np.array([-np.log(0.5), 0.95957397, 1.07281741, 1.81139555, 0.5582638]),
        atol=2e-5,
        hint="The penalty changes where you walk. Does it belong in what you write down?",
    )
