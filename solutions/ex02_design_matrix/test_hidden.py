"""Hidden checks of ex02_design_matrix: run when graded, never shipped."""

import numpy as np
import pytest


def random_design(rng, n, d):
    """A design matrix of n rows and d features, ones first."""
    X = np.ones((n, d + 1))
    X[:, 1:] = rng.uniform(-3, 3, size=(n, d))
    return X


def weights_within(rng, X, largest):
    """Weights of every sign whose scores on X stay within `largest`, and some lie beyond 1."""
    while True:
        w = rng.choice([-1.0, 1.0], size=X.shape[1]) * rng.uniform(0.4, 1.6, size=X.shape[1])
        if 1 < np.abs(X @ w).max() < largest:
            return w


@pytest.mark.points("add_intercept", 1)
@pytest.mark.parametrize("shape", [(1, 2), (5, 1), (4, 4), (30, 6)])
def test_add_intercept_on_random_tables(student, expect, reference, rng, shape):
    """add_intercept is right for any number of rows and features, and leaves X_raw alone"""
    X_raw = rng.uniform(-5, 5, size=shape)
    expect(student.add_intercept(X_raw), reference.add_intercept(X_raw))
    assert not student.changed


@pytest.mark.points("add_intercept", 1)
@pytest.mark.parametrize("column", [0, 1])
def test_add_intercept_beside_a_constant_feature(student, expect, reference, rng, column):
    """add_intercept adds its column whatever the features are"""
    X_raw = rng.uniform(-5, 5, size=(8, 2))
    X_raw[:, column] = 1.0
    expect(student.add_intercept(X_raw), reference.add_intercept(X_raw))


@pytest.mark.points("linear_score", 2)
@pytest.mark.parametrize("shape", [(40, 2), (7, 5)])
def test_linear_score_on_random_rows(student, expect, reference, rng, shape):
    """linear_score is right on random rows and weights, and leaves both alone"""
    X = random_design(rng, *shape)
    w = weights_within(rng, X, 30)
    expect(student.linear_score(X, w), reference.linear_score(X, w))
    assert not student.changed


@pytest.mark.points("linear_score", 1)
def test_linear_score_on_a_square_matrix(student, expect, reference, rng):
    """linear_score goes along the rows where rows and columns are equally many"""
    X = random_design(rng, 4, 3)
    w = weights_within(rng, X, 30)
    expect(student.linear_score(X, w), reference.linear_score(X, w))


@pytest.mark.points("linear_score", 1)
@pytest.mark.parametrize("d", [1, 4])
def test_linear_score_of_one_random_row(student, expect, reference, rng, d):
    """linear_score of one row is an array with one score"""
    X = random_design(rng, 1, d)
    w = rng.permutation(np.linspace(-2.5, 1.75, d + 1))
    expect(student.linear_score(X, w), reference.linear_score(X, w))


@pytest.mark.points("predict_proba", 3)
@pytest.mark.parametrize("shape", [(50, 2), (6, 5)])
def test_predict_proba_on_random_rows(student, expect, reference, rng, shape):
    """predict_proba is right on random rows and weights, and leaves both alone"""
    X = random_design(rng, *shape)
    w = weights_within(rng, X, 14)
    expect(student.predict_proba(X, w), reference.predict_proba(X, w))
    assert not student.changed


@pytest.mark.points("predict_proba", 1)
def test_predict_proba_on_a_square_matrix(student, expect, reference, rng):
    """predict_proba goes along the rows where rows and columns are equally many"""
    X = random_design(rng, 3, 2)
    w = weights_within(rng, X, 14)
    expect(student.predict_proba(X, w), reference.predict_proba(X, w))


@pytest.mark.points("predict_proba", 1)
def test_predict_proba_of_one_random_row(student, expect, reference, rng):
    """predict_proba of one row is an array with one probability"""
    X = random_design(rng, 1, 3)
    w = weights_within(rng, X, 14)
    expect(student.predict_proba(X, w), reference.predict_proba(X, w))


@pytest.mark.points("predict_proba", 2)
def test_predict_proba_of_random_extreme_rows(student, expect, reference, rng):
    """predict_proba is finite and right where some scores are very large"""
    X = np.ones((6, 2))
    X[:, 1] = rng.permutation([-950.0, -720.0, -1.5, 0.5, 715.0, 960.0])
    w = np.array([0.75, 1.0])
    expect(student.predict_proba(X, w), reference.predict_proba(X, w), atol=1e-6)
