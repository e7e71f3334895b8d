"""Correct but unusual versions of ex05_fit: each must keep every point."""

import functools
import math
import sys

import numpy as np

from ex01_sigmoid import sigmoid
from ex02_design_matrix import predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient, numerical_gradient


def first_step_by_hand__list():
    """A list with integers."""
    return [0, 0.395, 0.8]


def first_step_by_hand__array():
    """A NumPy array, with a negative zero."""
    return np.array([-0.0, 0.395, 0.8])


def first_step_by_hand__computed():
    """Computed instead of worked out: the numbers count."""
    lengths = [1.0, 1.5, 2.0, 3.5, 4.0, 4.5, 2.8, 3.2]
    angers = [1, 2, 3, 6, 7, 5, 4, 8]
    errors = [0.5, 0.5, 0.5, -0.5, -0.5, -0.5, 0.5, -0.5]
    columns = [[1] * 8, lengths, angers]
    return tuple(-0.8 * sum(map(lambda e, x: e * x, errors, c)) / 8 for c in columns)


def fit_logistic__in_place(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """In-place steps, the penalty by a mask, a line at the very end."""
    w = np.zeros(X.shape[1])
    free = np.arange(len(w)) > 0
    for _ in range(epochs):
        p = 1 / (1 + np.exp(-(X @ w)))
        w -= lr * (X.T @ (p - y) / len(y) + l2 * free * w / len(y))
    if verbose:
        print("done")
    return w


def fit_logistic__plain_python(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Lists, loops and the math module alone; the weights come back as a list."""
    rows, labels = X.tolist(), y.tolist()
    n, size = len(rows), len(rows[0])
    w = [0.0] * size
    for epoch in range(epochs):
        errors = []
        for i in range(n):
            z = 0.0
            for j in range(size):
                z += rows[i][j] * w[j]
            errors.append(1 / (1 + math.exp(-z)) - labels[i])
        slopes = [sum(errors[i] * rows[i][j] for i in range(n)) / n for j in range(size)]
        for j in range(size):
            w[j] -= lr * (slopes[j] + (l2 * w[j] / n if j > 0 else 0))
        if verbose:
            print(".", end="", file=sys.stderr)
            if epoch == 0:
                print("started")
    return w


def fit_logistic__slow_loops(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Element by element on lists, with sigmoid called for one number at a time."""
    rows, labels = X.tolist(), y.tolist()
    n, size = X.shape
    w = [0.0] * size
    for epoch in range(epochs):
        slope = [0.0] * size
        for i in range(n):
            z = 0.0
            for j in range(size):
                z += rows[i][j] * w[j]
            error = sigmoid(z) - labels[i]
            for j in range(size):
                slope[j] += error * rows[i][j] / n
        for j in range(1, size):
            slope[j] += l2 / n * w[j]
        for j in range(size):
            w[j] = w[j] - lr * slope[j]
        if verbose and (epoch + 1) % 100 == 0:
            print(f"after {epoch + 1} steps: {w}")
    return np.array(w)


def fit_logistic__loss_every_step(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Computes the loss at every step, needed or not; prints every line."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        loss = log_loss(y, predict_proba(X, w))
        step = gradient(X, y, w)
        step[1:] += l2 / X.shape[0] * w[1:]
        w = w - lr * step
        if verbose:
            print(f"{epoch=} {loss=:.4f} w={np.round(w, 3)}")
    return w


def fit_logistic__sum_then_n(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The summed gradient with a step of lr / n."""
    w = np.zeros((X.shape[1], 1))
    pull = np.diag([0.0] + [float(l2)] * (X.shape[1] - 1))
    label = y.reshape(-1, 1).astype(float)
    for _ in range(epochs):
        w = w - lr / len(y) * (X.T @ (0.5 * (1 + np.tanh(X @ w / 2)) - label) + pull @ w)
    if verbose:
        print(w)
    return w.flatten()


def fit_logistic__shrink_first(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Weight decay: shrink, then step, with the gradient of before the shrinking."""
    w = np.zeros(X.shape[1])
    keep = np.full(len(w), 1 - lr * l2 / len(y))
    keep[0] = 1.0
    for epoch in range(epochs):
        w = keep * w - lr * gradient(X, y, w)
        if verbose and epoch % 10 == 0:
            print("epoch", epoch)
    return w


def fit_logistic__clipped_sigmoid(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The sigmoid written out, with scores clipped at 15."""
    w = np.zeros(X.shape[1])
    mask = np.ones(X.shape[1])
    mask[0] = 0
    for epoch in range(epochs):
        p = 1 / (1 + np.exp(-np.clip(X @ w, -15, 15)))
        w = w - lr * (np.mean((p - y)[:, None] * X, axis=0) + l2 / len(X) * mask * w)
        if verbose and epoch in (0, 200, 500, 1000, 1999):
            print(f"epoch={epoch}")
    return w


def fit_logistic__measured(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Walks along the measured gradient instead of the formula's."""
    w = np.zeros(X.shape[1])
    if verbose:
        print("measuring")
    for _ in range(epochs):
        step = np.array(numerical_gradient(X, y, w))
        step[1:] += l2 * w[1:] / len(y)
        w = w - lr * step
    return w


def fit_logistic__class(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A small class that steps."""

    class Walker:
        def __init__(self):
            self.w = np.zeros(X.shape[1])

        def step(self):
            slope = gradient(X, y, self.w)
            slope += np.concatenate([[0], l2 / len(y) * self.w[1:]])
            self.w = self.w - lr * slope

    walker = Walker()
    for _ in range(epochs):
        walker.step()
    if verbose:
        print("epochs walked:", epochs)
    return walker.w


def fit_logistic__while_and_copy(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Counts down; the penalty from a copy whose first entry is 0."""
    w, left = np.zeros_like(X[0]), epochs
    while left > 0:
        pull = w.copy()
        pull[0] = 0
        w = w - lr * (gradient(X, y, w) + pull * (l2 / y.shape[0]))
        if verbose and left % 100 == 0:
            print(f"{left} to go")
        left -= 1
    return w


def fit_logistic__reduce(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A fold over the epochs, in longer floats."""
    table = X.astype(np.longdouble)
    pull = np.eye(X.shape[1])[0] < 1

    def step(w, epoch):
        if verbose and epoch == 0:
            print("go")
        p = 1 / (1 + np.exp(-(table @ w)))
        return w - lr * (table.T @ (p - y) + l2 * pull * w) / len(y)

    start = np.zeros(X.shape[1], dtype=np.longdouble)
    return functools.reduce(step, range(epochs), start).astype(float)


def loss_history__refit(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Walks from the start again for each loss."""

    def walk(steps):
        w = np.zeros(X.shape[1])
        for _ in range(steps):
            slope = (sigmoid(np.dot(X, w)) - y) @ X
            slope[1:] += l2 * w[1:]
            w = w - lr * slope / len(y)
        return w

    return np.array([log_loss(y, predict_proba(X, walk(i))) for i in range(epochs)])


def loss_history__list(X, y, lr=0.5, epochs=2000, l2=0.0):
    """A list of floats."""
    w, losses = np.zeros(X.shape[1]), []
    while len(losses) < epochs:
        losses.append(log_loss(y, predict_proba(X, w)))
        step = gradient(X, y, w)
        step[1:] += l2 / len(y) * w[1:]
        w = w - lr * step
    return losses


def loss_history__all_weights_first(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Keeps all weights in a table, and takes all losses at the end."""
    path = np.zeros((epochs + 1, X.shape[1]))
    for i in range(epochs):
        pull = l2 / len(y) * path[i] * (np.arange(X.shape[1]) > 0)
        path[i + 1] = path[i] - lr * (gradient(X, y, path[i]) + pull)
    z = X @ path[:-1].T
    return np.mean(np.logaddexp(0, z) - y[:, None] * z, axis=0)


def loss_history__plain_python(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Lists and the math module, 1e-7 added inside the logarithms."""
    rows, labels = X.tolist(), y.tolist()
    n, size = len(rows), len(rows[0])
    w = [0.0] * size
    losses = []
    for _ in range(epochs):
        loss, slopes = 0.0, [0.0] * size
        for row, label in zip(rows, labels, strict=True):
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(row, w, strict=True))))
            loss -= math.log((p if label else 1 - p) + 1e-7) / n
            for j in range(size):
                slopes[j] += (p - label) * row[j] / n
        losses.append(loss)
        w = [w[j] - lr * (slopes[j] + (l2 / n * w[j] if j else 0)) for j in range(size)]
    return np.array(losses)


def loss_history__generator(X, y, lr=0.5, epochs=2000, l2=0.0):
    """A generator, read by np.fromiter."""

    def walk():
        w = np.zeros(X.shape[1])
        for _ in range(epochs):
            yield log_loss(y, predict_proba(X, w))
            w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.append(0, w[1:]))

    return np.fromiter(walk(), dtype=float, count=epochs)
