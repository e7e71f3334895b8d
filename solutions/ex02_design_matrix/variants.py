"""Correct but unusual versions of ex02_design_matrix: each must keep every point."""

import math

import numpy as np

from ex01_sigmoid import sigmoid


def add_intercept__index_trick(X_raw):
    """np.c_, as in many textbooks."""
    return np.c_[np.ones((X_raw.shape[0], 1)), X_raw]


def add_intercept__filled(X_raw):
    """An array of ones, filled from the second column on."""
    n, d = X_raw.shape
    X = np.ones((n, d + 1))
    X[:, 1:] = X_raw
    return X


def add_intercept__insert(X_raw):
    """np.insert with an axis."""
    return np.insert(X_raw, 0, 1, axis=1)


def add_intercept__padded(X_raw):
    """np.pad with the constant 1."""
    return np.pad(X_raw, ((0, 0), (1, 0)), constant_values=1.0)


def add_intercept__lists(X_raw):
    """Nested lists come back."""
    return [[1] + [float(v) for v in row] for row in X_raw]


def add_intercept__fortran_view(X_raw):
    """A transposed view of stacked rows, so the memory order is unusual."""
    return np.vstack([np.ones(len(X_raw)), *X_raw.T]).T


def add_intercept__power(X_raw):
    """Ones as the zeroth power of the first feature."""
    return np.concatenate([X_raw[:, :1] ** 0, X_raw], axis=1)


def linear_score__loops(X, w):
    """Two plain loops and a list."""
    scores = []
    for row in X:
        z = 0.0
        for value, weight in zip(row, w, strict=True):
            z += value * weight
        scores.append(z)
    return scores


def linear_score__backwards(X, w):
    """The columns added from the last to the first, so rounding differs."""
    z = np.zeros(len(X))
    for j in range(X.shape[1] - 1, -1, -1):
        z += X[:, j] * w[j]
    return z


def linear_score__einsum(X, w):
    """np.einsum."""
    return np.einsum("ij,j->i", X, w)


def linear_score__transposed(X, w):
    """The vector in front of the transposed matrix."""
    return w @ X.T


def linear_score__intercept_apart(X, w):
    """The intercept on its own: the first column is known to be ones."""
    return w[0] + X[:, 1:] @ w[1:]


def linear_score__fsum(X, w):
    """Extra precision by math.fsum, as a tuple."""
    return tuple(math.fsum(v * c for v, c in zip(row, w, strict=True)) for row in X)


def linear_score__longdouble(X, w):
    """Summed in extended precision, rounded back."""
    return (X.astype(np.longdouble) * w).sum(axis=1).astype(float)


def predict_proba__own_formula(X, w):
    """The bare formula again: right values with an overflow warning."""
    return 1 / (1 + np.exp(-(X @ w)))


def predict_proba__row_by_row(X, w):
    """One call of sigmoid a row, a list comes back."""
    return [sigmoid(float(np.dot(row, w))) for row in X]


def predict_proba__tanh(X, w):
    """By the identity with tanh."""
    return (1 + np.tanh(np.dot(X, w) / 2)) / 2


def predict_proba__clipped(X, w):
    """Scores clipped at 15 before the formula."""
    z = np.clip((X * w).sum(axis=1), -15, 15)
    return 1 / (1 + np.exp(-z))


def predict_proba__odds(X, w):
    """Through the complement: one minus the probability of class 0."""
    return 1 - sigmoid(-(X @ w))


def predict_proba__recursion(X, w):
    """Recursion over the rows."""

    def rest(i):
        if i == len(X):
            return []
        return [sigmoid(X[i] @ w), *rest(i + 1)]

    return np.array(rest(0))


def predict_proba__class(X, w):
    """A small model class in scikit-learn's manner, second column taken."""

    class Model:
        def __init__(self, weights):
            self.weights = weights

        def predict_proba(self, rows):
            p = sigmoid(rows @ self.weights)
            return np.stack([1 - p, p], axis=1)

    return Model(w).predict_proba(X)[:, 1]
