"""Correct but unusual versions of ex04_gradient: each must keep every point."""

import math

import numpy as np

from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss


def t4_gradient_by_hand__array():
    """A NumPy array."""
    return np.array([-0.5, -1.75, -3])


def t4_gradient_by_hand__list():
    """A list with an integer in it."""
    return [-0.5, -1.75, -3]


def t4_gradient_by_hand__computed():
    """Computed instead of worked out: the numbers count."""
    error = 1 / (1 + math.exp(0)) - 1
    return tuple(error * x for x in (1, 3.5, 6))


def gradient__loop(X, y, w):
    """Two loops and a running sum."""
    p = predict_proba(X, w)
    total = [0.0] * len(w)
    for i in range(len(y)):
        for j in range(len(w)):
            total[j] += (p[i] - y[i]) * X[i, j]
    return np.array([t / len(y) for t in total])


def gradient__plain_python(X, y, w):
    """Lists, the math module, and the sigmoid written out."""
    rows, labels, weights = X.tolist(), y.tolist(), w.tolist()
    errors = []
    for row, label in zip(rows, labels, strict=True):
        z = math.fsum(a * b for a, b in zip(row, weights, strict=True))
        errors.append(1 / (1 + math.exp(-z)) - label)
    columns = zip(*rows, strict=True)
    sums = [math.fsum(e * x for e, x in zip(errors, c, strict=True)) for c in columns]
    return np.array(sums) / len(rows)


def gradient__mean_of_rows(X, y, w):
    """Broadcasting, then the mean over the rows."""
    return ((predict_proba(X, w) - y)[:, np.newaxis] * X).mean(axis=0)


def gradient__einsum(X, y, w):
    """Summed by einsum."""
    return np.einsum("ij,i->j", X, predict_proba(X, w) - y) / X.shape[0]


def gradient__by_class(X, y, w):
    """The two classes apart: p x where y is 0, (p - 1) x where y is 1."""
    p, yes = predict_proba(X, w), y.astype(bool)
    return (p[~yes] @ X[~yes] + (p[yes] - 1) @ X[yes]) / len(y)


def gradient__chain_rule(X, y, w):
    """All three links of the chain rule multiplied out."""
    p = predict_proba(X, w)
    by_p = -(y / p) + (1 - y) / (1 - p)
    return np.average(by_p[:, None] * (p * (1 - p))[:, None] * X, axis=0)


def gradient__column_shapes(X, y, w):
    """Columns inside, flattened at the end."""
    p = predict_proba(X, w).reshape(-1, 1)
    return (X.T.dot(p - y.reshape(-1, 1)) / y.size).ravel()


def gradient__tanh(X, y, w):
    """The sigmoid through tanh, the labels as -1 and 1."""
    signs = 2 * y.astype(int) - 1
    return X.T @ (-signs * 0.5 * (1 - np.tanh(signs * (X @ w) / 2))) / len(signs)


def gradient__extended_precision(X, y, w):
    """Computed with longer floats."""
    table = X.astype(np.longdouble)
    p = 1 / (1 + np.exp(-(table @ w)))
    return (table.T @ (p - y) / len(y)).astype(float)


def numerical_gradient__in_place(X, y, w, h=1e-5):
    """Moves w itself and puts it back each time."""
    result = np.empty_like(w)
    for j in range(w.size):
        kept = w[j]
        w[j] = kept + h
        above = log_loss(y, predict_proba(X, w))
        w[j] = kept - h
        below = log_loss(y, predict_proba(X, w))
        w[j] = kept
        result[j] = (above - below) / (2 * h)
    return result


def numerical_gradient__in_place_rounding(X, y, w, h=1e-5):
    """Moves w by adding and subtracting: it comes back within a rounding error."""
    result = []
    for j in range(len(w)):
        w[j] += h
        above = log_loss(y, predict_proba(X, w))
        w[j] -= 2 * h
        below = log_loss(y, predict_proba(X, w))
        w[j] += h
        result.append((above - below) / 2 / h)
    return result


def numerical_gradient__identity_rows(X, y, w, h=1e-5):
    """One comprehension over the rows of a scaled identity matrix."""

    def loss(weights):
        return log_loss(y, predict_proba(X, weights))

    return np.array([(loss(w + e) - loss(w - e)) / (2 * h) for e in h * np.eye(len(w))])


def numerical_gradient__own_loss(X, y, w, h=1e-5):
    """The loss from the score, by log(1 + e^z) - y z."""

    def loss(weights):
        z = X @ weights
        return np.mean(np.logaddexp(0, z) - y * z)

    up = [loss(w + h * np.eye(len(w))[j]) for j in range(len(w))]
    down = [loss(w - h * np.eye(len(w))[j]) for j in range(len(w))]
    return np.subtract(up, down) / (2 * h)


def numerical_gradient__score_shifted(X, y, w, h=1e-5):
    """Shifts the scores: moving w[j] by h moves z by h times column j."""
    z = linear_score(X, w)
    wide = z[:, None] + h * X
    narrow = z[:, None] - h * X
    label = y[:, None]
    above = np.mean(np.logaddexp(0, wide) - label * wide, axis=0)
    below = np.mean(np.logaddexp(0, narrow) - label * narrow, axis=0)
    return (above - below) / (h + h)


def numerical_gradient__plain_python(X, y, w, h=1e-5):
    """Lists and the math module; the labels by a condition; 1e-7 added inside the logarithms."""

    def loss(weights):
        total = 0.0
        for row, label in zip(X.tolist(), y.tolist(), strict=True):
            z = sum(a * b for a, b in zip(row, weights, strict=True))
            p = 1 / (1 + math.exp(-z))
            total -= math.log(p + 1e-7) if label else math.log(1 - p + 1e-7)
        return total / len(X)

    start = w.tolist()
    slopes = []
    for j in range(len(start)):
        above = start[:j] + [start[j] + h] + start[j + 1 :]
        below = start[:j] + [start[j] - h] + start[j + 1 :]
        slopes.append((loss(above) - loss(below)) / (2 * h))
    return slopes


def numerical_gradient__two_halves(X, y, w, h=1e-5):
    """The mean of the forward and the backward difference, which is the central one."""
    here = log_loss(y, predict_proba(X, w))
    result = np.zeros(len(w))
    for j in range(len(w)):
        above, below = np.array(w), np.array(w)
        above[j], below[j] = above[j] + h, below[j] - h
        forward = (log_loss(y, predict_proba(X, above)) - here) / h
        backward = (here - log_loss(y, predict_proba(X, below))) / h
        result[j] = (forward + backward) / 2
    return result
