"""Hidden checks of ex08_roc: run when graded, never shipped."""

import numpy as np
import pytest


def corners(points):
    """A whole curve from (0, 0) on, without repeated points and those inside straight pieces."""
    curve = np.asarray(points, dtype=float)
    if curve.ndim != 2 or curve.shape[1] != 2 or len(curve) < 2:
        return points
    if curve[0].sum() > curve[-1].sum():
        curve = curve[::-1]
    kept = [curve[0]]
    for point in curve[1:]:
        step = point - kept[-1]
        if np.abs(step).max() < 1e-9:
            continue
        before = kept[-1] - kept[-2] if len(kept) > 1 else np.zeros(2)
        bend = before[0] * step[1] - before[1] * step[0]
        if before @ step > 0 and abs(bend) < 1e-9:
            kept.pop()
        kept.append(point)
    return np.array(kept)


def draw(rng, n, positives, decimals=6):
    """Labels, and scores that rank them well but not perfectly, no two of them nearly equal.

    With one decimal there are ties between the classes, and in each of them.
    """
    while True:
        y = rng.permutation([1] * positives + [0] * (n - positives))
        p = np.round(np.clip(0.3 + 0.3 * y + rng.normal(0, 0.25, size=n), 0.02, 0.98), decimals)
        ahead = p[y == 1][:, None] - p[y == 0]
        auc = np.mean(ahead > 0) + np.mean(ahead == 0) / 2
        ties = np.sum(ahead == 0)
        enough = ties == 0 if decimals > 2 else ties > n / 5
        if 0.6 < auc < 0.95 and enough and abs(np.mean(ahead > 0) - 0.5) > 0.01:
            return y, p


def simulated_p(table):
    """The simulated model: real scores with real ties."""
    return 1 / (1 + np.exp(-table.X @ np.array([-10.16, 0.81, 1.22])))


@pytest.mark.points("roc_points", 3)
@pytest.mark.parametrize(("n", "positives"), [(23, 8), (40, 27)])
def test_points_at_random_thresholds(student, expect, reference, rng, n, positives):
    """roc_points is right at random thresholds, and leaves its arguments alone"""
    y, p = draw(rng, n, positives)
    wanted = np.zeros((7, 2))
    while len(np.unique(wanted, axis=0)) < 6 or np.all(np.diff(wanted[:, 0]) >= 0):
        thresholds = rng.uniform(0.1, 0.8, size=7).tolist()
        if np.abs(np.subtract.outer(thresholds, p)).min() > 1e-6:
            wanted = reference.roc_points(y, p, thresholds)
    expect(student.roc_points(y, p, thresholds), wanted)
    assert not student.changed


@pytest.mark.points("roc_points", 2)
def test_points_at_scores_and_ends(student, expect, reference, rng):
    """roc_points is right at thresholds that are scores, and where all or none are flagged"""
    y, p = draw(rng, 30, 11, decimals=1)
    p[:2] = [1.0, 0.0]
    thresholds = rng.permutation([*p[2:7], 0.0, 1.0, 0.0, 0.55]).tolist()
    expect(student.roc_points(y, p, thresholds), reference.roc_points(y, p, thresholds))


@pytest.mark.points("roc_points", 1)
@pytest.mark.parametrize("thresholds", [[0.35], [0.2, 0.65]])
def test_points_of_the_simulated_model(student, expect, reference, simulated, thresholds):
    """roc_points is right for the simulated tickets at one and at two thresholds"""
    p = simulated_p(simulated)
    expect(
        student.roc_points(simulated.y, p, thresholds),
        reference.roc_points(simulated.y, p, thresholds),
    )


@pytest.mark.points("roc_points", 1)
def test_points_with_boolean_labels(student, expect, reference, rng):
    """roc_points takes labels that are True and False, with and without thresholds"""
    y, p = draw(rng, 19, 7)
    expect(
        student.roc_points(y == 1, p, [0.7, 0.3, 0.5]),
        reference.roc_points(y, p, [0.7, 0.3, 0.5]),
    )
    expect(corners(student.roc_points(y == 1, p)), corners(reference.roc_points(y, p)))


@pytest.mark.points("roc_points", 3)
@pytest.mark.parametrize(("n", "positives"), [(26, 9), (36, 23)])
def test_whole_curve_with_random_ties(student, expect, reference, rng, n, positives):
    """roc_points gives the whole curve on random scores with ties, arguments unchanged"""
    y, p = draw(rng, n, positives, decimals=1)
    expect(corners(student.roc_points(y, p)), corners(reference.roc_points(y, p)))
    assert not student.changed


@pytest.mark.points("roc_points", 2)
def test_whole_curve_of_close_scores(student, expect, reference, rng):
    """roc_points tells scores apart that lie very close together"""
    y, p = draw(rng, 24, 10)
    p = 0.7 + p / 1000
    expect(corners(student.roc_points(y, p)), corners(reference.roc_points(y, p)))


@pytest.mark.points("roc_points", 2)
@pytest.mark.parametrize("end", [0.0, 1.0])
def test_whole_curve_with_an_end(student, expect, reference, rng, end):
    """roc_points gives the whole curve where tickets of both classes have p = 0, or p = 1"""
    y, p = draw(rng, 22, 9)
    p[[np.argmax(y == 0), np.argmax(y == 1)]] = end
    expect(corners(student.roc_points(y, p)), corners(reference.roc_points(y, p)))


@pytest.mark.points("roc_points", 1)
def test_whole_curve_below_the_diagonal(student, expect, reference, rng):
    """roc_points gives the whole curve of a model that ranks worse than chance"""
    y, p = draw(rng, 21, 13)
    expect(corners(student.roc_points(y, 1 - p)), corners(reference.roc_points(y, 1 - p)))


@pytest.mark.points("roc_points", 1)
def test_whole_curve_of_simulated_tickets(student, expect, reference, rng, simulated):
    """roc_points gives the whole curve of some simulated tickets"""
    some = rng.choice(2000, size=300, replace=False)
    y, p = simulated.y[some], simulated_p(simulated)[some]
    expect(corners(student.roc_points(y, p)), corners(reference.roc_points(y, p)))


@pytest.mark.points("roc_auc", 3)
@pytest.mark.parametrize(("n", "positives"), [(25, 9), (40, 28)])
def test_auc_on_random_scores(student, expect, reference, rng, n, positives):
    """roc_auc is right on random scores, and leaves its arguments alone"""
    y, p = draw(rng, n, positives)
    expect(student.roc_auc(y, p), reference.roc_auc(y, p))
    assert not student.changed


@pytest.mark.points("roc_auc", 3)
@pytest.mark.parametrize(("n", "positives"), [(24, 9), (35, 22)])
def test_auc_with_random_ties(student, expect, reference, rng, n, positives):
    """roc_auc is right on random scores with ties"""
    y, p = draw(rng, n, positives, decimals=1)
    expect(student.roc_auc(y, p), reference.roc_auc(y, p))


@pytest.mark.points("roc_auc", 1)
def test_auc_of_close_scores(student, expect, reference, rng):
    """roc_auc tells scores apart that lie very close together"""
    y, p = draw(rng, 22, 8)
    p = 0.3 + p / 1000
    expect(student.roc_auc(y, p), reference.roc_auc(y, p))


@pytest.mark.points("roc_auc", 1)
def test_auc_of_perfect_and_equal_scores(student, expect, rng):
    """roc_auc of a perfect ranking, of its opposite, and of equal scores"""
    y = rng.permutation([1] * 5 + [0] * 7)
    p = np.where(y == 1, rng.uniform(0.6, 1, size=12), rng.uniform(0, 0.5, size=12))
    expect(student.roc_auc(y, p), 1.0)
    expect(student.roc_auc(1 - y, p), 0.0)
    expect(student.roc_auc(y, np.full(12, 0.3)), 0.5)


@pytest.mark.points("roc_auc", 2)
def test_auc_of_certain_scores(student, expect, reference, rng):
    """roc_auc is right where tickets of both classes have p = 0 and p = 1"""
    y, p = draw(rng, 23, 9)
    p[np.flatnonzero(y == 0)[:5]] = [0, 1, 1, 0, 0]
    p[np.flatnonzero(y == 1)[:3]] = [1, 0, 1]
    expect(student.roc_auc(y, p), reference.roc_auc(y, p))


@pytest.mark.points("roc_auc", 1)
def test_auc_with_boolean_labels(student, expect, reference, rng):
    """roc_auc takes labels that are True and False, here for a poor ranking"""
    y, p = draw(rng, 20, 12)
    expect(student.roc_auc(y == 1, 1 - p), reference.roc_auc(y, 1 - p))


@pytest.mark.points("roc_auc", 1)
def test_auc_of_simulated_tickets(student, expect, reference, rng, simulated):
    """roc_auc is right on some simulated tickets"""
    some = rng.choice(2000, size=500, replace=False)
    y, p = simulated.y[some], simulated_p(simulated)[some]
    expect(student.roc_auc(y, p), reference.roc_auc(y, p))
