"""Visible checks of ex11_recalibration: a student receives and runs them."""

import numpy as np
import pytest


def loss_at(T, z, y):
    """Log loss of sigmoid(z / T), for one T above 0."""
    assert np.ndim(T) == 0
    assert T > 0
    with np.errstate(over="ignore", invalid="ignore"):
        return np.mean(np.logaddexp(0, z / T) - y * (z / T))


def loss_of(p, y):
    """Log loss of probabilities, one for each label."""
    p = np.clip(np.asarray(p, dtype=float), 1e-15, 1 - 1e-15)
    assert p.shape == y.shape
    return -np.mean(np.where(y, np.log(p), np.log(1 - p)))


def simulated_z(table):
    """The scores of the simulated model."""
    return table.X @ np.array([-10.16, 0.81, 1.22])


@pytest.mark.points("temperature_scale", 1)
@pytest.mark.parametrize(
    ("T", "wanted"),
    [(2.0, [0.182426, 0.5, 0.679179, 0.952574]), (0.5, [0.002473, 0.5, 0.952574, 0.999994])],
)
def test_scale_four_scores(student, expect, T, wanted):
    """temperature_scale is right above and below T = 1, and leaves the scores alone"""
    expect(
        student.temperature_scale(np.array([-3.0, 0.0, 1.5, 6.0]), T),
        np.array(wanted),
        atol=1e-6,
        hint="A high temperature brings every p closer to 0.5. What happens to z before that?",
    )
    assert not student.changed


@pytest.mark.points("fit_temperature", 2)
def test_fit_the_over_confident_copy(student, expect, simulated):
    """fit_temperature mends the over-confident copy: the loss at your T is the lowest there is"""
    z, y = 8 * simulated_z(simulated)[::4], simulated.y[::4]
    expect(
        loss_at(student.fit_temperature(z, y), z, y),
        0.357779,
        atol=1e-3,
        hint="Compared is the loss at your T; at T = 1 it is 1.022. These scores go down to -65.",
    )


@pytest.mark.points("fit_temperature", 2)
def test_fit_timid_scores(student, expect):
    """fit_temperature mends timid scores: the loss at your T is the lowest there is"""
    z = np.array([-0.8, -0.5, 0.9, 0.7, -0.6, 0.4, 0.1, -0.9, 0.6, -0.2, -0.4, 0.8, 0.2, -0.7])
    y = np.array([0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0])
    expect(
        loss_at(student.fit_temperature(z, y), z, y),
        0.381365,
        atol=1e-3,
        hint="Compared is the loss at your T; at T = 1 it is 0.518. Do you try every kind of T?",
    )
    assert not student.changed


@pytest.mark.points("fit_temperature", 1)
def test_fit_with_a_sure_mistake(student, expect):
    """fit_temperature counts a sure mistake at its price: the lowest loss, with True and False"""
    z = np.array([-2.0, 3.0, 1.0, -1.5, 2.5, -9.0, -3.0, 0.5, 2.0, -0.5, 4.0, -2.5, 1.5, -1.0])
    y = np.array([0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0]) == 1
    expect(
        loss_at(student.fit_temperature(z, y), z, y),
        0.639543,
        atol=1e-3,
        hint="Compared is the log loss at your T; at T = 1 it is 0.893. One ticket dominates it.",
    )


@pytest.mark.points("fit_temperature", 1)
def test_fit_the_eager_copy(student, expect, simulated):
    """fit_temperature does what it can for the eager copy: the loss at your T is the lowest"""
    z, y = simulated_z(simulated)[::4] + 2, simulated.y[::4]
    expect(
        loss_at(student.fit_temperature(z, y), z, y),
        0.504778,
        atol=1e-3,
        hint="Compared is the loss at your T; at T = 1 it is 0.596. T alone, nothing added to z.",
    )


@pytest.mark.points("platt_scale", 2)
@pytest.mark.parametrize(("scale", "shift"), [(1, 2), (8, 0)])
def test_platt_on_the_two_copies(student, expect, simulated, scale, shift):
    """platt_scale mends the eager and the over-confident copy: its loss is the lowest there is"""
    z, y = scale * simulated_z(simulated)[::10] + shift, simulated.y[::10]
    expect(
        loss_of(student.platt_scale(z, y), y),
        0.422090,
        atol=1e-3,
        hint="Compared is the loss of your answer. Does it still fall when you stop?",
    )


@pytest.mark.points("platt_scale", 3)
def test_platt_on_tomorrow(student, expect, tomorrow):
    """platt_scale on tomorrow's eight tickets: its loss is the lowest there is"""
    z = tomorrow.X @ np.array([-6.509729, 0.661068, 0.975372])
    expect(
        loss_of(student.platt_scale(z, tomorrow.y), tomorrow.y),
        0.359839,
        atol=1e-3,
        hint="Eight tickets: no penalty, no smoothing, an a and a b of any size. Then the sigmoid.",
    )
    assert not student.changed


@pytest.mark.points("platt_scale", 1)
def test_platt_with_true_and_false(student, expect):
    """platt_scale takes True and False as labels, and small scores: its loss is the lowest"""
    z = np.array([-0.08, -0.05, 0.09, 0.07, -0.06, 0.04, 0.01, -0.09, 0.06, -0.02, -0.04, 0.03])
    y = np.array([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0]) == 1
    expect(
        loss_of(student.platt_scale(z, y), y),
        0.394096,
        atol=1e-3,
        hint="Scores this small need a large a. Is your search free to get there?",
    )


@pytest.mark.points("isotonic", 2)
def test_isotonic_of_twelve_tickets(student, expect):
    """isotonic is right without ties, in the order of the tickets"""
    p = np.array([0.62, 0.08, 0.91, 0.33, 0.71, 0.15, 0.55, 0.84, 0.21, 0.47, 0.77, 0.96])
    y = np.array([0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1])
    expect(
        student.isotonic(p, y),
        np.array([3 / 7, 3 / 7, 1, 3 / 7, 1 / 2, 3 / 7, 3 / 7, 1, 3 / 7, 3 / 7, 1 / 2, 1]),
        hint="Sort on paper and pool: after a join, is the level before it still lower?",
    )
    assert not student.changed


@pytest.mark.points("isotonic", 2)
def test_isotonic_with_ties(student, expect):
    """isotonic gives tickets of equal p the same value, each counted"""
    p = np.array([0.5, 0.25, 0.75, 0.5, 0.25, 1.0, 0.5, 0.0, 0.75, 0.5, 0.25, 1.0, 0.253])
    y = np.array([0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1])
    expect(
        student.isotonic(p, y),
        np.array([4 / 7, 1 / 3, 4 / 7, 4 / 7, 1 / 3, 1, 4 / 7, 0, 4 / 7, 4 / 7, 1 / 3, 1, 4 / 7]),
        hint="Begin with one level for each distinct p: its share, and how many tickets it has.",
    )


@pytest.mark.points("isotonic", 1)
def test_isotonic_of_tomorrow(student, expect, tomorrow):
    """isotonic of the penalised model on tomorrow's tickets, with True and False as labels"""
    p = 1 / (1 + np.exp(-tomorrow.X @ np.array([-6.509729, 0.661068, 0.975372])))
    expect(
        student.isotonic(p, tomorrow.y == 1),
        np.array([1, 0, 1 / 3, 1, 0, 1 / 3, 1 / 3, 1]),
        hint="U7, escalated, has a lower p than U3 and U6, which were not. Those three share.",
    )
