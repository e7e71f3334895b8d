"""Hidden checks of ex03_log_loss: run when graded, never shipped."""

import numpy as np
import pytest


def draw_p(rng, reference, y, certain=0):
    """Probabilities whose loss shows rounding; the first `certain` of them are sure and right."""
    while True:
        p = rng.uniform(0.04, 0.96, size=len(y))
        p[:certain] = y[:certain]
        loss = float(reference.log_loss(y, p))
        if abs(loss - round(loss, 3)) > 2e-5:
            return p


@pytest.mark.points("t4_loss_by_hand", 1)
@pytest.mark.parametrize("i", [0, 1])
def test_losses_by_hand_value(student, expect, reference, i):
    """each of the two numbers is right to 3 decimals"""
    expect(student.t4_loss_by_hand()[i], reference.t4_loss_by_hand()[i], atol=0.001)


@pytest.mark.points("log_loss", 3)
@pytest.mark.parametrize("labels", [[1] * 7 + [0] * 16, [1] * 31 + [0] * 9])
def test_log_loss_on_random_rows(student, expect, reference, rng, labels):
    """log_loss is right on random labels and probabilities, and leaves both alone"""
    y = rng.permutation(labels)
    p = draw_p(rng, reference, y)
    expect(student.log_loss(y, p), reference.log_loss(y, p), atol=1e-5)
    assert not student.changed


@pytest.mark.points("log_loss", 2)
def test_log_loss_on_the_eight_labels(student, expect, reference, rng, tickets):
    """log_loss is right on the eight tickets with the answers of another model"""
    p = draw_p(rng, reference, tickets.y)
    expect(student.log_loss(tickets.y, p), reference.log_loss(tickets.y, p), atol=1e-5)


@pytest.mark.points("log_loss", 1)
@pytest.mark.parametrize("label", [0, 1])
def test_log_loss_with_one_class(student, expect, reference, rng, label):
    """log_loss is right where every ticket, or none, was escalated"""
    y = np.full(6, label)
    p = draw_p(rng, reference, y)
    expect(student.log_loss(y, p), reference.log_loss(y, p), atol=1e-5)


@pytest.mark.points("log_loss", 1)
def test_log_loss_with_random_booleans(student, expect, reference, rng):
    """log_loss takes boolean labels"""
    y = rng.permutation([True] * 4 + [False] * 7)
    p = draw_p(rng, reference, y)
    expect(student.log_loss(y, p), reference.log_loss(y, p), atol=1e-5)


@pytest.mark.points("log_loss", 2)
@pytest.mark.parametrize("label", [0, 1])
def test_log_loss_of_steep_mistakes(student, expect, reference, rng, label):
    """log_loss keeps rising where a wrong p comes close to 0 or to 1"""
    y = np.array([label] * 3 + [1 - label] * 2)
    given = np.concatenate([10 ** rng.uniform(-4.4, -3.6, size=3), rng.uniform(0.6, 0.9, size=2)])
    p = np.where(y == 1, given, 1 - given)
    expect(student.log_loss(y, p), reference.log_loss(y, p), atol=4e-3)


@pytest.mark.points("log_loss", 2)
@pytest.mark.parametrize("label", [0, 1])
def test_log_loss_of_certain_rows_that_are_right(student, expect, reference, rng, label):
    """log_loss charges next to nothing for certain rows that are right"""
    y = np.array([label, label, 1, 0, 1])
    p = draw_p(rng, reference, y, certain=2)
    expect(student.log_loss(y, p), reference.log_loss(y, p), atol=1e-5)


@pytest.mark.points("log_loss", 2)
@pytest.mark.parametrize("label", [0, 1])
def test_log_loss_of_certain_rows_that_are_wrong(student, rng, label):
    """log_loss is finite and large where rows are certain and wrong"""
    y = np.array([label, 1, label, 0, 1 - label])
    p = rng.uniform(0.1, 0.9, size=5)
    p[[0, 2]] = 1 - label
    others = -np.sum(np.log(np.where(y == 1, p, 1 - p)[[1, 3, 4]]))
    assert 2 * 11 <= 5 * student.log_loss(y, p) - others <= 2 * 40
