"""Correct but unusual versions of ex01_sigmoid: each must keep every point."""

import math

import numpy as np


def sigmoid_by_hand__list():
    """A list of longer decimals."""
    return [0.01799, 0.26894, 0.5, 0.73106, 0.98201]


def sigmoid_by_hand__array():
    """A NumPy array, with one value rounded the other way."""
    return np.array([0.018, 0.2685, 0.5, 0.7315, 0.982])


def sigmoid_by_hand__computed():
    """Computed instead of worked out: the numbers count."""
    return tuple(round(1 / (1 + math.exp(-z)), 3) for z in (-4, -1, 0, 1, 4))


def sigmoid__bare_formula(z):
    """The bare formula: right values with an overflow warning."""
    return 1 / (1 + np.exp(-z))


def sigmoid__clipped(z):
    """Clipped at 15."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -15, 15)))


def sigmoid__tanh(z):
    """By the identity with tanh."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


def sigmoid__masks(z):
    """Both branches filled in by masks."""
    z = np.asarray(z, dtype=float)
    p = np.empty_like(z)
    p[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    p[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return p


def sigmoid__loop(z):
    """An element-wise loop with the math module."""

    def one(v):
        if v >= 0:
            return 1 / (1 + math.exp(-v))
        return math.exp(v) / (1 + math.exp(v))

    if np.ndim(z) == 0:
        return one(float(z))
    flat = [one(float(v)) for v in np.asarray(z).ravel()]
    return np.array(flat).reshape(np.shape(z))


def sigmoid__vectorize(z):
    """np.vectorize of a scalar function."""

    def one(v):
        return 1 / (1 + math.exp(-max(v, -700.0)))

    return np.vectorize(one)(z)


def sigmoid__logaddexp(z):
    """Through the logarithm: exp(-log(1 + e^-z)), which never overflows."""
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


def sigmoid__nested_lists(z):
    """A list comprehension: lists come back where arrays went in."""

    def walk(part):
        if np.ndim(part) == 0:
            return 1 / (1 + math.exp(min(-part, 700)))
        return [walk(inner) for inner in part]

    return walk(z)


def sigmoid__class(z):
    """A small callable class."""

    class Sigmoid:
        def __call__(self, value):
            return np.exp(-np.logaddexp(0.0, -value))

    return Sigmoid()(np.asarray(z, dtype=float))
