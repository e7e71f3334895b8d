"""Hidden checks of ex05_fit: run when graded, never shipped."""

import numpy as np
import pytest


def draw(rng, n, columns):
    """Random tickets with standardised features, and more 0 than 1 among the labels.

    The last third are twins of the first third with the other label, so that no weights
    separate the classes and none run away.
    """
    twins = n // 3
    features = rng.normal(size=(n, columns - 1))
    features[-twins:] = features[:twins]
    features = (features - features.mean(axis=0)) / features.std(axis=0)
    labels = np.zeros(n, dtype=int)
    while not 0.35 * n < labels.sum() < 0.45 * n:
        labels = (features[:, 0] + 2 * rng.normal(size=n) > 1).astype(int)
        labels[-twins:] = 1 - labels[:twins]
    return np.column_stack([np.ones(n), features]), labels


@pytest.mark.points("first_step_by_hand", 1)
@pytest.mark.parametrize("i", [1, 2])
def test_step_by_hand_value(student, expect, reference, i):
    """the weights of length and of frustration are right"""
    expect(student.first_step_by_hand()[i], reference.first_step_by_hand()[i], atol=0.001)


@pytest.mark.points("first_step_by_hand", 1)
def test_step_by_hand_intercept(student, expect, reference):
    """the intercept's weight is right, and so are the other two"""
    came, wanted = student.first_step_by_hand(), reference.first_step_by_hand()
    expect(came[0], wanted[0], atol=0.001)
    expect(came[1], wanted[1], atol=0.001)
    expect(came[2], wanted[2], atol=0.001)


@pytest.mark.points("fit_logistic", 2)
@pytest.mark.parametrize(("n", "columns"), [(30, 4), (16, 2)])
def test_fit_on_random_tickets(student, expect, reference, rng, n, columns):
    """fit_logistic is right after a few hundred steps on random standardised features"""
    table, labels = draw(rng, n, columns)
    lr, epochs = float(rng.uniform(0.03, 0.08)), int(rng.integers(200, 301))
    expect(
        student.fit_logistic(table, labels, lr, epochs),
        reference.fit_logistic(table, labels, lr, epochs),
        atol=1e-6,
    )
    assert not student.changed


@pytest.mark.points("fit_logistic", 2)
@pytest.mark.parametrize(("n", "columns"), [(30, 3), (20, 5)])
def test_fit_with_penalty_on_random_tickets(student, expect, reference, rng, n, columns):
    """fit_logistic with a penalty is right after a few hundred steps on random features"""
    table, labels = draw(rng, n, columns)
    lr, l2 = float(rng.uniform(0.02, 0.04)), float(rng.uniform(2, 9))
    expect(
        student.fit_logistic(table, labels, lr=lr, epochs=200, l2=l2),
        reference.fit_logistic(table, labels, lr=lr, epochs=200, l2=l2),
        atol=1e-6,
    )
    assert not student.changed


@pytest.mark.points("fit_logistic", 1)
@pytest.mark.parametrize("epochs", [1, 3, 12])
def test_fit_first_steps(student, expect, reference, rng, epochs):
    """fit_logistic is right after one step and after a few"""
    table, labels = draw(rng, 20, 4)
    expect(
        student.fit_logistic(table, labels, lr=0.3, epochs=epochs, l2=4.0),
        reference.fit_logistic(table, labels, lr=0.3, epochs=epochs, l2=4.0),
    )


@pytest.mark.points("fit_logistic", 2)
@pytest.mark.parametrize(("epochs", "l2"), [(2, 0.0), (6, 0.5), (25, 1.0)])
def test_fit_where_steps_overshoot(student, expect, reference, tickets, epochs, l2):
    """fit_logistic takes all of its steps on the tickets, however the loss jumps"""
    expect(
        student.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=epochs, l2=l2),
        reference.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=epochs, l2=l2),
        atol=1e-6,
    )


@pytest.mark.points("fit_logistic", 1)
def test_fit_defaults(student, expect, reference):
    """fit_logistic has the lr, the number of steps and the l2 that its signature promises"""
    table, labels = draw(np.random.default_rng(2000), 12, 3)
    expect(
        student.fit_logistic(table, labels),
        reference.fit_logistic(table, labels),
        atol=1e-6,
    )


@pytest.mark.points("fit_logistic", 1)
def test_fit_with_boolean_labels(student, expect, reference, rng):
    """fit_logistic takes labels that are True and False, and does not print"""
    table, labels = draw(rng, 20, 3)
    labels = labels == 1
    expect(
        student.fit_logistic(table, labels, epochs=6, l2=5.0),
        reference.fit_logistic(table, labels, epochs=6, l2=5.0),
        atol=1e-6,
    )
    assert not student.printed.strip()


@pytest.mark.points("fit_logistic", 1)
def test_fit_prints_and_finds_the_same(student, expect, reference, rng):
    """fit_logistic with verbose=True prints, and finds the same weights"""
    table, labels = draw(rng, 15, 3)
    came = student.fit_logistic(table, labels, lr=0.03, epochs=150, l2=1.5, verbose=True)
    expect(came, reference.fit_logistic(table, labels, lr=0.03, epochs=150, l2=1.5), atol=1e-6)
    assert student.printed.strip()


@pytest.mark.points("loss_history", 2)
def test_history_on_random_tickets(student, expect, reference, rng):
    """loss_history is right on random standardised features, and leaves them alone"""
    table, labels = draw(rng, 24, 4)
    lr = float(rng.uniform(0.1, 0.4))
    expect(
        student.loss_history(table, labels, lr=lr, epochs=40),
        reference.loss_history(table, labels, lr=lr, epochs=40),
        atol=2e-5,
    )
    assert not student.changed


@pytest.mark.points("loss_history", 2)
def test_history_with_penalty_on_random_tickets(student, expect, reference, rng):
    """loss_history with a penalty is right on random features"""
    table, labels = draw(rng, 20, 3)
    l2 = float(rng.uniform(2, 9))
    expect(
        student.loss_history(table, labels, lr=0.4, epochs=30, l2=l2),
        reference.loss_history(table, labels, lr=0.4, epochs=30, l2=l2),
        atol=2e-5,
    )


@pytest.mark.points("loss_history", 2)
@pytest.mark.parametrize(("epochs", "l2"), [(3, 0.0), (12, 1.0)])
def test_history_where_steps_overshoot(student, expect, reference, tickets, epochs, l2):
    """loss_history shows the jumps of the loss on the tickets as they are"""
    expect(
        student.loss_history(tickets.X, tickets.y, epochs=epochs, l2=l2),
        reference.loss_history(tickets.X, tickets.y, epochs=epochs, l2=l2),
        atol=2e-5,
    )


@pytest.mark.points("loss_history", 1)
def test_history_with_boolean_labels(student, expect, reference, rng):
    """loss_history takes labels that are True and False"""
    table, labels = draw(rng, 18, 4)
    labels = labels == 1
    expect(
        student.loss_history(table, labels, 0.4, 9, 8.0),
        reference.loss_history(table, labels, 0.4, 9, 8.0),
        atol=2e-5,
    )
