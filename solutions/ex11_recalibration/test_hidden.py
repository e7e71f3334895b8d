"""Hidden checks of ex11_recalibration: run when graded, never shipped."""

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


def draw_mixed(rng, n, scale, shift=0.0):
    """Scores that are honest but for scale and shift, and labels that they do not separate."""
    while True:
        honest = np.clip(rng.normal(0, 1.7, size=n), -3.4, 3.4)
        y = (rng.random(n) < 1 / (1 + np.exp(0.4 - honest))).astype(int)
        if 0.25 * n < y.sum() < 0.6 * n:
            wrong = np.mean(honest[y == 1][:, None] < honest[y == 0])
            if 0.08 < wrong < 0.35:
                return scale * honest + shift, y


def draw(rng, reference, n, scale, shift=0.0):
    """The same, with T = 1 and 0.5 far from the best, and 1 / T as well."""
    while True:
        z, y = draw_mixed(rng, n, scale, shift)
        best = reference.fit_temperature(z, y)
        far = min(loss_at(T, z, y) for T in (0.5, 1.0, 1 / best)) - loss_at(best, z, y)
        if 0.22 < best < 18 and far > 0.01:
            return z, y


def draw_few(rng, reference, n):
    """A few scores and labels: here smoothed targets cost more than 0.003."""
    while True:
        z, y = draw_mixed(rng, n, 0.4, 0.5)
        ones, zeros = y.sum(), n - y.sum()
        smoothed = np.where(y == 1, (ones + 1) / (ones + 2), 1 / (zeros + 2))
        best = loss_of(reference.platt_scale(z, y), y)
        if loss_of(reference.platt_scale(z, smoothed), y) - best > 0.003:
            return z, y


def simulated_z(table):
    """The scores of the simulated model."""
    return table.X @ np.array([-10.16, 0.81, 1.22])


@pytest.mark.points("temperature_scale", 2)
@pytest.mark.parametrize("T", [3.3, 0.45])
def test_scale_random_scores(student, expect, reference, rng, T):
    """temperature_scale is right on random scores, and leaves them alone"""
    z = rng.uniform(-5, 5, size=40)
    expect(student.temperature_scale(z, T), reference.temperature_scale(z, T))
    assert not student.changed


@pytest.mark.points("temperature_scale", 1)
def test_scale_large_scores(student, expect, reference, rng):
    """temperature_scale is right on very large scores at a low temperature"""
    z = rng.permutation([-70.0, -33.0, -0.3, 0.1, 0.4, 40.0, 70.0])
    expect(student.temperature_scale(z, 0.2), reference.temperature_scale(z, 0.2), atol=1e-6)


@pytest.mark.points("fit_temperature", 3)
@pytest.mark.parametrize(("n", "T"), [(60, 4.0), (300, 9.0)])
def test_fit_random_over_confidence(student, expect, reference, rng, n, T):
    """fit_temperature reaches the lowest loss on over-confident scores, and leaves them alone"""
    z, y = draw(rng, reference, n, T)
    best = loss_at(reference.fit_temperature(z, y), z, y)
    expect(loss_at(student.fit_temperature(z, y), z, y), best, atol=1e-3)
    assert not student.changed


@pytest.mark.points("fit_temperature", 3)
@pytest.mark.parametrize(("n", "T"), [(80, 0.32), (300, 0.3)])
def test_fit_random_timidity(student, expect, reference, rng, n, T):
    """fit_temperature reaches the lowest loss on scores that are not sure enough"""
    z, y = draw(rng, reference, n, T)
    best = loss_at(reference.fit_temperature(z, y), z, y)
    expect(loss_at(student.fit_temperature(z, y), z, y), best, atol=1e-3)


@pytest.mark.points("fit_temperature", 2)
def test_fit_very_large_scores(student, expect, reference, rng):
    """fit_temperature reaches the lowest loss where scores go up to 70, with boolean labels"""
    z, y = draw(rng, reference, 120, 16.0)
    best = loss_at(reference.fit_temperature(z, y), z, y)
    expect(loss_at(student.fit_temperature(z, y == 1), z, y), best, atol=1e-3)


@pytest.mark.points("fit_temperature", 1)
def test_fit_shifted_scores(student, expect, reference, rng):
    """fit_temperature reaches the lowest loss where the scores are all too high"""
    z, y = draw(rng, reference, 150, 2.0, 3.0)
    best = loss_at(reference.fit_temperature(z, y), z, y)
    expect(loss_at(student.fit_temperature(z, y), z, y), best, atol=1e-3)


@pytest.mark.points("fit_temperature", 2)
def test_fit_with_sure_mistakes(student, expect, reference, rng):
    """fit_temperature reaches the lowest loss where a few scores are very sure and wrong"""
    best = 0.0
    while not 2.5 < best < 15:
        z, y = draw_mixed(rng, 60, 1.0)
        z[np.argmax(y)], z[np.argmin(y)] = -12.0, 10.0
        best = reference.fit_temperature(z, y)
    expect(loss_at(student.fit_temperature(z, y), z, y), loss_at(best, z, y), atol=1e-3)


@pytest.mark.points("fit_temperature", 1)
def test_fit_simulated_tickets(student, expect, reference, rng, simulated):
    """fit_temperature reaches the lowest loss on some simulated tickets, made too sure"""
    some = rng.choice(2000, size=400, replace=False)
    z, y = 5 * simulated_z(simulated)[some], simulated.y[some]
    best = loss_at(reference.fit_temperature(z, y), z, y)
    expect(loss_at(student.fit_temperature(z, y), z, y), best, atol=1e-3)


@pytest.mark.points("platt_scale", 3)
@pytest.mark.parametrize(("T", "shift"), [(2.5, 4.0), (1.6, -3.0)])
def test_platt_on_random_scores(student, expect, reference, rng, T, shift):
    """platt_scale reaches the lowest loss on random scores, and leaves them alone"""
    z, y = draw_mixed(rng, 90, T, shift)
    best = loss_of(reference.platt_scale(z, y), y)
    expect(loss_of(student.platt_scale(z, y), y), best, atol=1e-3)
    assert not student.changed


@pytest.mark.points("platt_scale", 3)
@pytest.mark.parametrize("n", [10, 24])
def test_platt_on_few_tickets(student, expect, reference, rng, n):
    """platt_scale takes the labels as they are, which shows on few tickets"""
    z, y = draw_few(rng, reference, n)
    best = loss_of(reference.platt_scale(z, y), y)
    expect(loss_of(student.platt_scale(z, y), y), best, atol=1e-3)


@pytest.mark.points("platt_scale", 2)
def test_platt_on_very_large_scores(student, expect, reference, rng):
    """platt_scale reaches the lowest loss where scores go up to 70, with boolean labels"""
    z, y = draw_mixed(rng, 150, 15.0, 18.0)
    best = loss_of(reference.platt_scale(z, y), y)
    expect(loss_of(student.platt_scale(z, y == 1), y), best, atol=1e-3)


@pytest.mark.points("platt_scale", 2)
def test_platt_on_small_scores(student, expect, reference, rng):
    """platt_scale reaches the lowest loss where all scores lie close to 0"""
    z, y = draw_mixed(rng, 70, 0.1, -0.1)
    best = loss_of(reference.platt_scale(z, y), y)
    expect(loss_of(student.platt_scale(z, y), y), best, atol=1e-3)


@pytest.mark.points("platt_scale", 1)
@pytest.mark.parametrize(("scale", "shift"), [(8.0, 0.0), (1.0, 3.0)])
def test_platt_on_simulated_tickets(student, expect, reference, rng, simulated, scale, shift):
    """platt_scale reaches the lowest loss on spoilt scores of simulated tickets"""
    some = rng.choice(2000, size=200, replace=False)
    z, y = scale * simulated_z(simulated)[some] + shift, simulated.y[some]
    best = loss_of(reference.platt_scale(z, y), y)
    expect(loss_of(student.platt_scale(z, y), y), best, atol=1e-3)


def draw_p(rng, n, decimals):
    """Probabilities and labels: rounded ones have ties between the classes."""
    while True:
        p = rng.uniform(0.03, 0.97, size=n)
        y = (rng.random(n) < 0.1 + 0.75 * p).astype(int)
        p = np.round(p, decimals)
        ties = np.sum(p[y == 1][:, None] == p[y == 0])
        if 0.35 * n < y.sum() < 0.65 * n and (ties > n / 4 if decimals < 3 else ties == 0):
            return p, y


@pytest.mark.points("isotonic", 3)
@pytest.mark.parametrize(("n", "decimals"), [(40, 1), (70, 1)])
def test_isotonic_with_random_ties(student, expect, reference, rng, n, decimals):
    """isotonic is right on random tickets with ties, and leaves them alone"""
    p, y = draw_p(rng, n, decimals)
    expect(student.isotonic(p, y), reference.isotonic(p, y))
    assert not student.changed


@pytest.mark.points("isotonic", 3)
@pytest.mark.parametrize("n", [25, 90])
def test_isotonic_without_ties(student, expect, reference, rng, n):
    """isotonic is right on random tickets without ties, and leaves them alone"""
    p, y = draw_p(rng, n, 6)
    expect(student.isotonic(p, y), reference.isotonic(p, y))
    assert not student.changed


@pytest.mark.points("isotonic", 2)
def test_isotonic_that_looks_back(student, expect, reference, rng):
    """isotonic joins a low end with many levels before it"""
    runs = [[1] + [0] * length for length in (7, 5, 3, 2, 1)]
    y = np.concatenate([*runs, [0] * int(rng.integers(8, 12)), [1, 0, 1, 1]]).astype(int)
    order = rng.permutation(len(y))
    p = np.sort(rng.uniform(0.05, 0.95, size=len(y)))
    expect(student.isotonic(p[order], y[order]), reference.isotonic(p[order], y[order]))


@pytest.mark.points("isotonic", 1)
def test_isotonic_of_scores_that_rank_wrongly(student, expect, reference, rng):
    """isotonic gives all tickets one level where the ranking is the wrong way round"""
    y = np.array([1, 1, 1, 1, 0, 1, 0, 0, 0])
    p = np.sort(rng.uniform(0.1, 0.9, size=9))
    order = rng.permutation(9)
    expect(student.isotonic(p[order], y[order]), np.full(9, 5 / 9))


@pytest.mark.points("isotonic", 1)
def test_isotonic_of_one_class(student, expect, rng):
    """isotonic is right where all tickets, or none, were escalated, also on a single ticket"""
    p = np.round(rng.uniform(0.1, 0.9, size=8), 1)
    expect(student.isotonic(p, np.ones(8, dtype=int)), np.ones(8))
    expect(student.isotonic(p, np.zeros(8, dtype=int)), np.zeros(8))
    expect(student.isotonic(p[:1], np.array([1])), np.array([1.0]))


@pytest.mark.points("isotonic", 2)
def test_isotonic_of_close_scores(student, expect, reference, rng):
    """isotonic tells scores apart that lie very close together, also near 0 and 1"""
    p, y = draw_p(rng, 30, 6)
    p = np.where(rng.random(30) < 0.5, p / 1000, 1 - p / 1000)
    expect(student.isotonic(p, y), reference.isotonic(p, y))


@pytest.mark.points("isotonic", 1)
def test_isotonic_with_boolean_labels(student, expect, reference, rng):
    """isotonic takes labels that are True and False"""
    p, y = draw_p(rng, 35, 1)
    expect(student.isotonic(p, y == 1), reference.isotonic(p, y))


@pytest.mark.points("isotonic", 1)
def test_isotonic_of_simulated_tickets(student, expect, reference, rng, simulated):
    """isotonic is right on some simulated tickets"""
    some = rng.choice(2000, size=400, replace=False)
    p = 1 / (1 + np.exp(-2 * simulated_z(simulated)[some]))
    expect(student.isotonic(p, simulated.y[some]), reference.isotonic(p, simulated.y[some]))
