"""Hidden checks of ex04_gradient: run when graded, never shipped."""

import numpy as np
import pytest

# No p comes so close to 0 or 1 that the step log_loss keeps from both ends would show.
NEAR = 3


def draw(rng, n, columns, reach=12):
    """Random tickets with an intercept column, labels of both classes, and weights.

    The largest score is `reach` or its negative.
    """
    table = np.column_stack([np.ones(n), rng.normal(0.5, 1.5, size=(n, columns - 1))])
    labels = np.zeros(n, dtype=int)
    while labels.min() == labels.max():
        labels = (rng.random(n) < 0.4).astype(int)
    weights = rng.uniform(-1, 1, size=columns)
    return table, labels, weights * reach / np.abs(table @ weights).max()


@pytest.mark.points("t4_gradient_by_hand", 1)
@pytest.mark.parametrize("i", [0, 1, 2])
def test_gradient_by_hand_value(student, expect, reference, i):
    """each of the three numbers is right"""
    expect(student.t4_gradient_by_hand()[i], reference.t4_gradient_by_hand()[i], atol=0.001)


@pytest.mark.points("gradient", 3)
@pytest.mark.parametrize(("n", "columns"), [(60, 4), (25, 2), (9, 6)])
def test_gradient_on_random_tickets(student, expect, reference, rng, n, columns):
    """gradient is right on random tickets with more or fewer features"""
    table, labels, weights = draw(rng, n, columns)
    expect(
        student.gradient(table, labels, weights),
        reference.gradient(table, labels, weights),
    )
    assert not student.changed


@pytest.mark.points("gradient", 2)
def test_gradient_with_printed_weights(student, expect, reference, tickets, printed_model):
    """gradient is right at the weights that the chapter prints"""
    came = student.gradient(tickets.X, tickets.y, printed_model.w)
    expect(came, reference.gradient(tickets.X, tickets.y, printed_model.w))


@pytest.mark.points("gradient", 1)
def test_gradient_with_boolean_labels(student, expect, reference, rng):
    """gradient takes labels that are True and False"""
    table, labels, weights = draw(rng, 30, 3)
    labels = labels == 1
    expect(
        student.gradient(table, labels, weights),
        reference.gradient(table, labels, weights),
    )


@pytest.mark.points("gradient", 1)
@pytest.mark.parametrize("label", [0, 1])
def test_gradient_of_one_ticket(student, expect, reference, rng, label):
    """gradient is right for one ticket of either class"""
    table, _, weights = draw(rng, 2, 5)
    expect(
        student.gradient(table[:1], np.array([label]), weights),
        reference.gradient(table[:1], np.array([label]), weights),
    )


@pytest.mark.points("numerical_gradient", 2)
@pytest.mark.parametrize(("n", "columns"), [(40, 4), (15, 2)])
def test_numerical_gradient_is_close(student, expect, reference, rng, n, columns):
    """numerical_gradient is close to the gradient on random tickets, with the default h"""
    table, labels, weights = draw(rng, n, columns, NEAR)
    expect(
        student.numerical_gradient(table, labels, weights),
        reference.gradient(table, labels, weights),
        atol=2e-5,
    )
    assert not student.changed


@pytest.mark.points("numerical_gradient", 3)
@pytest.mark.parametrize("columns", [2, 5])
def test_numerical_gradient_with_any_h(student, expect, reference, rng, columns):
    """numerical_gradient gives the central differences for any h"""
    table, labels, weights = draw(rng, 20, columns, NEAR)
    h = float(rng.uniform(0.3, 0.7))
    expect(
        student.numerical_gradient(table, labels, weights, h),
        reference.numerical_gradient(table, labels, weights, h),
        atol=2e-5,
    )
    assert not student.changed


@pytest.mark.points("numerical_gradient", 2)
def test_numerical_gradient_at_printed_weights(student, expect, reference, tickets, printed_model):
    """numerical_gradient is right at the weights that the chapter prints, h = 0.5"""
    expect(
        student.numerical_gradient(tickets.X, tickets.y, printed_model.w, h=0.5),
        reference.numerical_gradient(tickets.X, tickets.y, printed_model.w, h=0.5),
        atol=2e-5,
    )


@pytest.mark.points("numerical_gradient", 1)
def test_numerical_gradient_with_boolean_labels(student, expect, reference, rng):
    """numerical_gradient takes labels that are True and False"""
    table, labels, weights = draw(rng, 12, 3, NEAR)
    labels = labels == 1
    expect(
        student.numerical_gradient(table, labels, weights, h=0.2),
        reference.numerical_gradient(table, labels, weights, h=0.2),
        atol=2e-5,
    )
