"""Hidden checks of ex13_troubleshooting: run when graded, never shipped."""

import numpy as np
import pytest

CORNERS = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, -1.0], [1.0, -1.0, 1.0], [1.0, -1.0, -1.0]])


def sigmoid(z):
    """Plain numpy, for scores of moderate size."""
    return 1 / (1 + np.exp(-z))


def twins(rng, n, columns):
    """Random tickets, each once with either label: w = 0 is the best fit."""
    table = np.column_stack([np.ones(n), rng.uniform(-1.5, 1.5, size=(n, columns - 1))])
    return np.vstack([table, table]), np.repeat([0, 1], n)


def draw(rng, n, columns):
    """Random tickets of both classes, no column of ones, none with one sign only."""
    table = rng.normal(0.3, 1.0, size=(n, columns))
    labels = (np.arange(n) < n // 3).astype(int)
    return table, rng.permutation(labels)


def apart(rng, n):
    """Random tickets on two sides of a line through the origin, with room between them."""
    slope = np.array([float(rng.uniform(0.6, 1.0)), float(rng.uniform(-1.0, -0.6))])
    table = rng.uniform(-1, 1, size=(20 * n, 2))
    table = table[np.abs(table @ slope) > 0.35]
    return np.vstack([table[table @ slope > 0][:n], table[table @ slope < 0][:n]])


def a_quarter(table):
    """Every fourth simulated ticket and its score: a loop over all pairs must end in time."""
    return table.y[::4], table.X[::4] @ np.array([-10.16, 0.81, 1.22])


def figures(y, p, t):
    """Precision, recall, F1 and accuracy of p at t."""
    flagged, positive = p >= t, y == 1
    each = flagged & positive, flagged, positive, flagged == positive
    hits, flags, positives, right = map(np.count_nonzero, each)
    f1 = 2 * hits / (flags + positives)
    return hits / max(flags, 1), hits / positives, f1, right / len(y)


def close(one, others):
    """Is `one` within 0.06 of any of the others?"""
    return any(abs(other - one) < 0.06 for other in others)


@pytest.mark.points("hovering_cause", 3)
@pytest.mark.parametrize("columns", [2, 4])
def test_hovering_on_random_tickets(student, expect, rng, columns):
    """hovering_cause is right on random tickets, near the best fit and farther and farther away"""
    table, labels = twins(rng, 15, columns)
    slope = rng.choice([-1.0, 1.0], size=columns) / columns
    slope[0] = 0.5 / columns
    longest = np.abs(table @ slope).max()
    labels = labels == 1
    expect(student.hovering_cause(table, labels, 0.005 * slope), "weak features")
    assert not student.changed
    expect(student.hovering_cause(table, labels, 0.35 / longest * slope), "not converged")
    expect(student.hovering_cause(table, labels, 2.5 / longest * slope), "none")


@pytest.mark.points("hovering_cause", 2)
@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_hovering_with_one_outside(student, expect, rng, side):
    """hovering_cause notices a single ticket outside, on either side"""
    table, labels = twins(rng, 10, 2)
    w = np.array([0.0, 0.01])
    place = int(rng.integers(20))
    expect(student.hovering_cause(table, labels, w), "weak features")
    table[place, 1] = side * float(rng.uniform(60, 90))
    labels[place] = side > 0
    expect(student.hovering_cause(table, labels, w), "none")


@pytest.mark.points("hovering_cause", 2)
@pytest.mark.parametrize(
    ("shares", "largest"),
    [
        ([3, 3, 3, 3], 0.25),
        ([1, 1, 1, 1], 0.25),
        ([3, 3, 1, 1], 0.25),
        ([1, 3, 1, 3], 0.25),
        ([3, 2, 2, 1], 0.125),
        ([2, 3, 1, 2], 0.125),
        ([3, 1, 1, 3], 0.0),
    ],
)
def test_hovering_with_single_derivatives(student, expect, rng, shares, largest):
    """hovering_cause looks at each derivative alone, upwards or downwards"""
    order = rng.permutation(16)
    table = np.repeat(CORNERS, 4, axis=0)[order]
    labels = np.concatenate([np.arange(4) < share for share in shares])[order].astype(int)
    cause = "not converged" if largest else "weak features"
    expect(student.hovering_cause(table, labels, np.zeros(3)), cause)
    expect(student.hovering_cause(table, labels, np.zeros(3), tol=0.8 * largest + 0.01), cause)
    expect(
        student.hovering_cause(table, labels, np.zeros(3), tol=1.2 * largest + 0.01),
        "weak features",
    )
    expect(student.hovering_cause(table, labels, np.array([0.0, 1.0, 0.0])), "none")


@pytest.mark.points("hovering_cause", 1)
def test_hovering_with_limits(student, expect, rng):
    """hovering_cause uses limits other than the usual ones"""
    table, labels = twins(rng, 10, 3)
    w = np.array([float(rng.choice([-1.0, 1.0]) * rng.uniform(0.9, 1.3)), 0.0, 0.0])
    p = float(sigmoid(w[0]))
    expect(student.hovering_cause(table, labels, w), "none")
    expect(student.hovering_cause(table, labels, w, p - 0.05, p + 0.05), "not converged")
    expect(student.hovering_cause(table, labels, w, p - 0.05, p + 0.05, 2.0), "weak features")
    expect(student.hovering_cause(table, labels, w, p - 0.1, p - 0.05, 2.0), "none")
    expect(student.hovering_cause(table, labels, w, p + 0.05, p + 0.1, 2.0), "none")


@pytest.mark.points("wrong_operating_point", 3)
@pytest.mark.parametrize("n", [40, 90])
def test_point_on_random_tickets(student, expect, rng, n):
    """wrong_operating_point is right on random tickets, just inside and outside the limits"""
    while True:
        y = (rng.random(n) < 0.4).astype(int)
        p = sigmoid(rng.normal(1.2 * y - 0.8, 1.0))
        t, low = float(rng.uniform(0.5, 0.65)), float(rng.uniform(0.2, 0.35))
        if not 2 < y.sum() < n - 2 or np.abs(p - t).min() < 1e-6 or np.abs(p - low).min() < 1e-6:
            continue
        at, below = figures(y, p, t), figures(y, p, low)
        f1, recall = at[2], below[1]
        alone = not close(f1, [*at[:2], at[3], *below])
        if alone and not close(recall, [below[0], *below[2:], *at]):
            break
    expect(student.wrong_operating_point(y, p, t, low, f1 + 0.03, recall - 0.03), True)
    assert not student.changed
    expect(student.wrong_operating_point(y, p, t, low, f1 - 0.03, recall - 0.03), False)
    expect(student.wrong_operating_point(y, p, t, low, f1 + 0.03, recall + 0.03), False)
    expect(student.wrong_operating_point(y, p, t, low, f1 - 0.03, recall + 0.03), False)


@pytest.mark.points("wrong_operating_point", 2)
def test_point_with_usual_limits(student, expect, rng):
    """wrong_operating_point has the limits that its signature promises"""
    order = rng.permutation(40)
    y = np.repeat([0, 1], 20)[order] == 1
    calm = np.repeat([0.05, 0.55], [18, 2])
    hits = np.repeat([0.95, 0.45, 0.25], [14, 5, 1])
    expect(student.wrong_operating_point(y, np.append(calm, hits)[order]), True)
    hits = np.repeat([0.95, 0.35], [16, 4])
    expect(student.wrong_operating_point(y, np.append(calm, hits)[order]), False)
    hits = np.repeat([0.95, 0.32, 0.25], [14, 3, 3])
    expect(student.wrong_operating_point(y, np.append(calm, hits)[order]), False)


@pytest.mark.points("wrong_operating_point", 1)
def test_point_with_one_kind_of_flag(student, expect, rng):
    """wrong_operating_point copes with nothing flagged and with everything flagged"""
    y = rng.permutation(np.repeat([0, 1], [8, 4]))
    expect(student.wrong_operating_point(y, rng.uniform(0.32, 0.48, size=12)), True)
    expect(student.wrong_operating_point(y, rng.uniform(0.02, 0.28, size=12)), False)
    expect(student.wrong_operating_point(y, rng.uniform(0.52, 0.98, size=12)), True)


@pytest.mark.points("wrong_operating_point", 1)
def test_point_on_thresholds(student, expect):
    """wrong_operating_point flags at the threshold itself, at either of the two"""
    y = np.array([0, 0, 0, 1, 1, 1, 1])
    p = np.array([0.1, 0.2, 0.25, 0.25, 0.75, 0.75, 0.875])
    expect(student.wrong_operating_point(y, p, 0.75, 0.25, 0.9, 0.95), True)
    expect(student.wrong_operating_point(y, p, 0.75, 0.25, 0.8, 0.95), False)
    expect(student.wrong_operating_point(y, p, 0.75, 0.3, 0.9, 0.95), False)


@pytest.mark.points("miscalibration", 3)
@pytest.mark.parametrize(
    ("steep", "shift"), [(6.0, 0.0), (0.1, 0.0), (1.0, 2.5), (1.0, -3.0), (0.15, 0.0)]
)
def test_calibration_of_random_copies(student, expect, reference, rng, steep, shift):
    """miscalibration is right for random copies that are too steep, too flat or shifted"""
    while True:
        z = rng.normal(-0.4, 2.2, size=300)
        y = (rng.random(300) < sigmoid(z)).astype(int)
        p = sigmoid(steep * z + shift)
        ece = reference.expected_calibration_error(y, p, 7)
        auc = reference.roc_auc(y, p)
        gap = np.mean(np.maximum(p, 1 - p)) - np.mean((p >= 0.5) == y)
        edges = np.abs(7 * p - np.round(7 * p))[(p > 0.05) & (p < 0.95)]
        if abs(gap) > 0.02 and ece > 0.06 and edges.min(initial=1.0) > 1e-6:
            break
    cause = "over-confident" if gap > 0 else "under-confident"
    expect(student.miscalibration(y, p, 7, auc - 0.02, ece - 0.02), cause)
    assert not student.changed
    expect(student.miscalibration(y, p, 7, auc + 0.02, ece - 0.02), "ranking")
    expect(student.miscalibration(y, p, 7, auc - 0.02, ece + 0.02), "none")
    expect(student.miscalibration(y, p, 7, auc + 0.02, ece + 0.02), "none")


@pytest.mark.points("miscalibration", 2)
def test_calibration_of_shifted_copies(student, expect, simulated):
    """miscalibration is right for copies of the simulated model that are shifted"""
    y, z = a_quarter(simulated)
    y = y == 1
    expect(student.miscalibration(y, sigmoid(z + 2)), "over-confident")
    expect(student.miscalibration(y, sigmoid(z - 2.5)), "over-confident")
    expect(student.miscalibration(y, sigmoid(z / 4)), "under-confident")
    expect(student.miscalibration(y, sigmoid(z / 3)), "none")


@pytest.mark.points("miscalibration", 2)
def test_calibration_with_usual_limits(student, expect, simulated):
    """miscalibration has the limits that its signature promises"""
    y, z = a_quarter(simulated)
    p = sigmoid(z + 2)
    expect(student.miscalibration(y, p, auc_above=0.91), "ranking")
    expect(student.miscalibration(y, p, auc_above=0.89), "over-confident")
    expect(student.miscalibration(y, p, ece_above=0.24), "none")
    expect(student.miscalibration(y, sigmoid(z + 1.2)), "none")
    expect(student.miscalibration(y, sigmoid(2 * z), ece_above=0.05), "over-confident")
    mixed = np.where(np.arange(len(z)) % 5 == 0, -z, z)
    expect(student.miscalibration(y, sigmoid(8 * mixed)), "ranking")


@pytest.mark.points("miscalibration", 1)
def test_calibration_at_one_half(student, expect):
    """miscalibration counts p = 0.5 as a yes"""
    y = np.array([1, 1, 0, 0])
    p = np.array([0.5, 0.5, 0.3, 0.2])
    expect(student.miscalibration(y, p, n_bins=3), "under-confident")
    expect(student.miscalibration(1 - y, 1 - p[[2, 3, 0, 1]], n_bins=3), "ranking")
    expect(student.miscalibration(np.array([0, 0, 1, 1]), p + 0.2, 1, 0.5, 0.1), "none")


@pytest.mark.points("weight_gap_cause", 3)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_gap_by_ones(student, expect, rng, place):
    """weight_gap_cause finds the column of ones in any place, on either side"""
    table, labels = draw(rng, 12, 3)
    ones = np.insert(table, place, 1.0, axis=1)
    expect(student.weight_gap_cause(ones, table, labels, 0.0, 1.0), "intercept")
    assert not student.changed
    expect(student.weight_gap_cause(table, ones, labels, 1.0, 1.0), "intercept")
    other = np.insert(table, (place + 1) % 4, 1.0, axis=1)
    expect(student.weight_gap_cause(ones, other, labels == 1, 0.0, 1.0), "data")
    expect(student.weight_gap_cause(ones, ones, labels, 2.0, 1.0), "penalty")


@pytest.mark.points("weight_gap_cause", 2)
def test_gap_by_columns_that_look_like_ones(student, expect, rng):
    """weight_gap_cause knows ones from a constant, from a mean of 1 and from ones here and there"""
    table, labels = draw(rng, 10, 2)
    table[:3, 1] = 1.0
    around = 1 + np.repeat([0.5, -0.5], 5)
    ones = np.column_stack([np.ones(10), table])
    for column in (around, np.full(10, 3.0), np.append(np.ones(9), 1.5)):
        nearly = np.column_stack([column, table])
        expect(student.weight_gap_cause(ones, nearly, labels, 1.0, 1.0), "intercept")
        expect(student.weight_gap_cause(table, nearly, labels, 1.0, 1.0), "data")
        expect(student.weight_gap_cause(nearly, nearly, labels, 1.0, 1.0), "not converged")


@pytest.mark.points("weight_gap_cause", 2)
def test_gap_by_data(student, expect, rng):
    """weight_gap_cause notices one other entry, another order of rows, another number of rows"""
    table, labels = draw(rng, 14, 3)
    table[:, 0] = 1.0
    moved = table.copy()
    moved[int(rng.integers(14)), 2] += float(rng.choice([-1.0, 1.0]) * rng.uniform(0.01, 0.03))
    expect(student.weight_gap_cause(table, moved, labels, 0.0, 0.0), "data")
    expect(student.weight_gap_cause(table, table[::-1], labels, 1.0, 0.0), "data")
    expect(student.weight_gap_cause(table, table[:-1], labels, 1.0, 1.0), "data")
    expect(student.weight_gap_cause(table, 10 * table[:, 1:], labels, 1.0, 1.0), "intercept")
    expect(student.weight_gap_cause(table, table * [1.0, 10.0, 1.0], labels, 0.0, 1.0), "data")
    expect(student.weight_gap_cause(table, table.copy(), labels, 0.5, 0.25), "penalty")


@pytest.mark.points("weight_gap_cause", 3)
def test_gap_without_a_best_place(student, expect, rng):
    """weight_gap_cause asks about separable classes only where neither fit is penalised"""
    table = apart(rng, 8)
    labels = np.repeat([1, 0], 8)
    ones = np.column_stack([np.ones(16), table])
    middle = np.vstack([table, (table[0] + table[1]) / 2])
    for given in (table, ones):
        expect(student.weight_gap_cause(given, given, labels, 0.0, 0.0), "separable")
        expect(student.weight_gap_cause(given, given, labels == 0, 0.0, 0.0), "separable")
        expect(student.weight_gap_cause(given, given, labels, 0.5, 0.5), "not converged")
        expect(student.weight_gap_cause(given, given, labels, 0.5, 0.0), "penalty")
        expect(student.weight_gap_cause(given, given, labels, 0.0, 0.5), "penalty")
    mixed = np.append(labels, 0)
    expect(student.weight_gap_cause(middle, middle, mixed, 0.0, 0.0), "not converged")


@pytest.mark.points("weight_gap_cause", 2)
def test_gap_of_matrices_as_they_are(student, expect, rng):
    """weight_gap_cause adds no column of ones before it asks whether classes are separable"""
    low = np.sort(rng.uniform(1.2, 2.0, size=6))
    values = np.append(low, low + 2.0)[:, None]
    labels = np.repeat([0, 1], 6)
    expect(student.weight_gap_cause(values, values, labels, 0.0, 0.0), "not converged")
    ones = np.column_stack([values, np.ones(12)])
    expect(student.weight_gap_cause(ones, ones, labels, 0.0, 0.0), "separable")
    expect(student.weight_gap_cause(values - 2.6, values - 2.6, labels, 0.0, 0.0), "separable")


@pytest.mark.points("first_rise", 3)
@pytest.mark.parametrize("rises", [[1], [4, 9], [2, 3], [29], []])
def test_rise_in_random_losses(student, expect, rng, rises):
    """first_rise is right for random losses that rise once, twice or never"""
    steps = -rng.uniform(0.01, 0.05, size=29)
    for number, place in enumerate(rises):
        steps[place - 1] = float(rng.uniform(0.02, 0.04)) * (1 + number)
    losses = 3 + np.append(0.0, np.cumsum(steps))
    expect(student.first_rise(losses), rises[0] if rises else -1)
    assert not student.changed
    expect(student.first_rise(losses, tol=0.5), -1)
    expect(student.first_rise(np.append(9.0, losses)), rises[0] + 1 if rises else -1)


@pytest.mark.points("first_rise", 2)
def test_rise_with_tolerance(student, expect, rng):
    """first_rise overlooks what is within tol of the loss before, however much adds up"""
    steps = rng.uniform(0.002, 0.003, size=12)
    losses = 1 + np.append(0.0, np.cumsum(steps))
    expect(student.first_rise(losses, tol=0.004), -1)
    expect(student.first_rise(losses, tol=0.001), 1)
    losses[7:] += 0.01
    expect(student.first_rise(losses, 0.004), 7)
    expect(student.first_rise(np.array([20.0, 20.003, 20.01]), tol=0.004), 2)
    expect(student.first_rise(np.array([0.01, 0.0105, 0.009]), tol=0.001), -1)


@pytest.mark.points("first_rise", 1)
def test_rise_at_rest(student, expect, rng):
    """first_rise does not take a loss at rest, or rounding, for a rise"""
    level = float(rng.uniform(0.1, 0.6))
    losses = level + np.array([0.3, 0.1, 0.0, 0.0, 1e-12, 0.0, 2e-12, 1e-6, 0.0])
    expect(student.first_rise(losses), 7)
    expect(student.first_rise(losses[:7]), -1)
    expect(student.first_rise(losses[:1]), -1)


@pytest.mark.points("first_rise", 1)
@pytest.mark.parametrize(("lr", "l2"), [(0.5, 0.0), (0.16, 0.0), (0.27, 1.0), (0.4, 0.0)])
def test_rise_on_the_tickets(student, expect, reference, tickets, lr, l2):
    """first_rise is right for the losses of walks on the tickets, from any step on"""
    losses = reference.loss_history(tickets.X, tickets.y, lr=lr, epochs=120, l2=l2)
    expect(student.first_rise(losses), reference.first_rise(losses))
    later = losses[::-1][:60]
    expect(student.first_rise(later), reference.first_rise(later))
    expect(student.first_rise(losses[110:]), -1)
