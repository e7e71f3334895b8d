"""Hidden checks of ex12_scikit_learn: run when graded, never shipped."""

import numpy as np
import pytest


def draw(rng, n, columns):
    """Random tickets that overlap, with more 0 than 1 among the labels."""
    features = rng.normal(0.5, 1.2, size=(n, columns - 1))
    labels = np.zeros(n, dtype=int)
    while not 0.25 * n < labels.sum() < 0.45 * n:
        labels = (features[:, 0] + 1.5 * rng.normal(size=n) > 1.4).astype(int)
    return np.column_stack([np.ones(n), features]), labels


def draw_apart(rng, n, columns, spread=1.0):
    """Random tickets on two sides of a slanted plane, with room between them.

    Every score of the unit weights that made them is at least a tenth of the longest row.
    """
    while True:
        slope = rng.uniform(0.5, 1.0, size=columns - 1) * rng.choice([-1.0, 1.0], columns - 1)
        weights = np.append(rng.choice([-1.0, 1.0]) * rng.uniform(0.5, 0.8), slope)
        weights = weights / np.linalg.norm(weights)
        table = np.column_stack([np.ones(4 * n), rng.normal(0, spread, (4 * n, columns - 1))])
        table = table[np.linalg.norm(table, axis=1) < 4 * spread]
        table = table[np.abs(table @ weights) > 0.4 * spread][:n]
        labels = (table @ weights > 0).astype(int)
        if len(table) == n and 0.25 * n < labels.sum() < 0.75 * n:
            return table, labels


def with_intruder(rng, table, labels, label):
    """Add a ticket right between two of the class `label`, with the other class's label."""
    first, second = rng.choice(np.flatnonzero(labels == label), 2, replace=False)
    middle = (table[first] + table[second]) / 2
    return np.vstack([table, middle]), np.append(labels, 1 - label)


@pytest.mark.points("sklearn_weights", 2)
@pytest.mark.parametrize(("n", "columns", "low"), [(60, 4, 0.03), (40, 2, 0.4), (25, 6, 0.1)])
def test_weights_of_random_tickets(student, expect, reference, rng, n, columns, low):
    """sklearn_weights is right on random tickets, whatever C is, and leaves them alone"""
    table, labels = draw(rng, n, columns)
    strength = float(rng.uniform(low, 2 * low))
    expect(
        student.sklearn_weights(table, labels, strength),
        reference.sklearn_weights(table, labels, strength),
        atol=1e-4,
    )
    assert not student.changed


@pytest.mark.points("sklearn_weights", 2)
def test_weights_of_tomorrow(student, expect, reference, tomorrow):
    """sklearn_weights is right on tomorrow's tickets, with a weak penalty"""
    expect(
        student.sklearn_weights(tomorrow.X, tomorrow.y, 3.0),
        reference.sklearn_weights(tomorrow.X, tomorrow.y, 3.0),
        atol=1e-5,
    )


@pytest.mark.points("sklearn_weights", 2)
def test_weights_of_many_tickets(student, expect, reference, simulated):
    """sklearn_weights is right on the simulated tickets"""
    expect(
        student.sklearn_weights(simulated.X, simulated.y, C=0.01),
        reference.sklearn_weights(simulated.X, simulated.y, C=0.01),
        atol=1e-4,
    )


@pytest.mark.points("sklearn_weights", 1)
def test_weights_of_other_data(student, expect, reference, rng):
    """sklearn_weights is right on standardised rows that are no tickets, labels True or False"""
    shared = rng.normal(size=(100, 3))
    features = shared @ rng.normal(size=(3, 10)) + 0.3 * rng.normal(size=(100, 10))
    features = (features - features.mean(axis=0)) / features.std(axis=0)
    labels = rng.random(100) < 1 / (1 + np.exp(-2 * shared[:, 0]))
    table = np.column_stack([np.ones(100), features])
    expect(
        student.sklearn_weights(table, labels, 0.05),
        reference.sklearn_weights(table, labels, 0.05),
        atol=1e-4,
    )


@pytest.mark.points("max_weight_gap", 1)
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_gap_of_random_weights(student, expect, reference, rng, sign):
    """max_weight_gap is right where the worst pair differs downwards or upwards"""
    ours = rng.uniform(-3, 3, size=6)
    gaps = rng.uniform(-1, 1, size=6)
    gaps[int(rng.integers(1, 6))] = sign * float(rng.uniform(1.5, 2.5))
    expect(student.max_weight_gap(ours, ours + gaps), reference.max_weight_gap(ours, ours + gaps))
    assert not student.changed


@pytest.mark.points("max_weight_gap", 1)
@pytest.mark.parametrize("place", [0, 3])
def test_gap_at_the_ends(student, expect, rng, place):
    """max_weight_gap is right where the worst pair stands first or last"""
    ours = rng.uniform(-9, 9, size=4)
    theirs = ours + rng.uniform(-0.1, 0.1, size=4)
    theirs[place] = ours[place] - 0.75
    expect(student.max_weight_gap(ours, theirs), 0.75)


@pytest.mark.points("max_weight_gap", 1)
def test_gap_of_equal_weights(student, expect, rng):
    """max_weight_gap is 0 for equal weights, and not for weights that only add up to the same"""
    ours = rng.uniform(-3, 3, size=5)
    expect(student.max_weight_gap(ours, ours.copy()), 0.0)
    expect(student.max_weight_gap(ours, ours + np.array([0.0, 0.5, 0.0, -0.5, 0.0])), 0.5)
    expect(student.max_weight_gap(np.array([2.0, -2.0]), np.array([-2.0, 2.0])), 4.0)


@pytest.mark.points("is_separable", 3)
@pytest.mark.parametrize(("n", "columns"), [(24, 3), (40, 4)])
def test_separable_random_tickets(student, expect, rng, n, columns):
    """is_separable is right on random tickets, and notices a single one on the wrong side"""
    table, labels = draw_apart(rng, n, columns)
    expect(student.is_separable(table, labels), True)
    assert not student.changed
    more, marks = with_intruder(rng, table, labels, int(rng.integers(2)))
    expect(student.is_separable(more, marks), False)


@pytest.mark.points("is_separable", 1)
def test_separable_many_tickets(student, expect, rng):
    """is_separable notices a single ticket on the wrong side among many"""
    table, labels = draw_apart(rng, 105, 3)
    expect(student.is_separable(table, labels), True)
    more, marks = with_intruder(rng, table, labels, int(rng.integers(2)))
    expect(student.is_separable(more, marks), False)


@pytest.mark.points("is_separable", 2)
def test_separable_one_feature(student, expect, rng):
    """is_separable is right along one feature, with labels True and False"""
    below = np.sort(rng.uniform(-2.0, -0.6, size=5))
    above = np.sort(rng.uniform(0.6, 2.0, size=4))
    row = np.column_stack([np.ones(9), np.append(below, above) + float(rng.uniform(-0.2, 0.2))])
    low = np.arange(9) < 5
    expect(student.is_separable(row, low), True)
    expect(student.is_separable(row, ~low), True)
    first = int(rng.integers(1, 4))
    expect(student.is_separable(row, low & (np.arange(9) != first)), False)


@pytest.mark.points("is_separable", 2)
def test_separable_with_repeated_tickets(student, expect, rng):
    """is_separable is right where a ticket comes twice, with the same label or with both"""
    table, labels = draw_apart(rng, 12, 3)
    place = int(rng.integers(12))
    twice = np.vstack([table, table[place]])
    expect(student.is_separable(twice, np.append(labels, labels[place])), True)
    expect(student.is_separable(twice, np.append(labels, 1 - labels[place])), False)


@pytest.mark.points("is_separable", 1)
def test_separable_ring(student, expect, rng):
    """is_separable is right for a cluster beside others, and for one with others all around"""
    angles = 2 * np.pi * (np.arange(12) + rng.uniform(-0.2, 0.2, size=12)) / 12
    around = np.column_stack([np.ones(12), np.cos(angles), np.sin(angles)])
    inside = np.column_stack([np.ones(6), rng.uniform(-0.15, 0.15, size=(6, 2))])
    beside = inside + np.array([0.0, 2.0, 1.5])
    labels = np.repeat([0, 1], [12, 6])
    expect(student.is_separable(np.vstack([around, inside]), labels), False)
    expect(student.is_separable(np.vstack([around, beside]), labels), True)
    expect(student.is_separable(np.vstack([around, beside]), 1 - labels), True)


@pytest.mark.points("is_separable", 2)
def test_separable_one_below(student, expect, rng):
    """is_separable is right where one ticket stands at the end of a long row of others"""
    n = int(rng.integers(7, 9))
    values = np.arange(float(n)) - 0.5 + float(rng.uniform(-0.1, 0.1))
    table = np.column_stack([np.ones(n), values, rng.uniform(-0.05, 0.05, size=n)])
    labels = np.append(0, np.ones(n - 1, dtype=int))
    expect(student.is_separable(table, labels), True)
    expect(student.is_separable(table, 1 - labels), True)
    more, marks = with_intruder(rng, table, labels, 1)
    expect(student.is_separable(more, marks), False)


@pytest.mark.points("is_separable", 1)
def test_separable_one_apart(student, expect, rng):
    """is_separable is right for one ticket apart from a cluster, and for one in its middle"""
    n = int(rng.integers(8, 13))
    cluster = rng.uniform(-0.3, -0.05, size=n)
    labels = np.append(np.zeros(n, dtype=int), 1)
    apart = np.column_stack([np.ones(n + 1), np.append(cluster, float(rng.uniform(0.7, 0.9)))])
    middle = np.column_stack([np.ones(n + 1), np.append(cluster, (cluster[0] + cluster[1]) / 2)])
    expect(student.is_separable(apart, labels), True)
    expect(student.is_separable(middle, labels), False)


@pytest.mark.points("is_separable", 1)
def test_separable_long_clouds(student, expect, rng):
    """is_separable is right for two long clouds that lie side by side"""
    along = np.linspace(-2, 2, 8) + rng.uniform(-0.1, 0.1, size=(2, 8))
    along = along + np.array([[0.5], [-0.5]])
    across = rng.uniform(0.4, 0.5, size=(2, 8)) * np.array([[1.0], [-1.0]])
    table = np.column_stack([np.ones(16), (along + across).ravel(), (along - across).ravel()])
    labels = np.repeat([1, 0], 8)
    expect(student.is_separable(table, labels), True)
    more, marks = with_intruder(rng, table, labels, int(rng.integers(2)))
    expect(student.is_separable(more, marks), False)


@pytest.mark.points("is_separable", 1)
def test_separable_without_ones_on_random_rows(student, expect, rng):
    """is_separable uses the columns as they come, on random rows without ones"""
    side = np.array([1, -1] * 5)
    table = side[:, None] * rng.uniform(0.5, 2.0, size=(10, 2))
    expect(student.is_separable(table, side > 0), True)
    # Along one ray from the origin all scores have one sign; only a column of ones helps.
    reach = np.where(side > 0, rng.uniform(2.0, 3.0, size=10), rng.uniform(0.5, 1.0, size=10))
    expect(student.is_separable(reach[:, None] * np.array([[1.0, 2.0]]), side > 0), False)
