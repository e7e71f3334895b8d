"""Correct but unusual versions of ex03_log_loss: each must keep every point."""

import math

import numpy as np


def t4_loss_by_hand__long():
    """A list of longer decimals."""
    return [0.693147, 0.198451]


def t4_loss_by_hand__rounded_up():
    """An array, with both values rounded up."""
    return np.array([0.694, 0.199])


def t4_loss_by_hand__computed():
    """Computed instead of worked out: the numbers count."""
    return -np.log([0.5, 0.82])


def log_loss__smallest_step(y_true, p):
    """The smallest step allowed, 1e-16."""
    p = np.clip(p, 1e-16, 1 - 1e-16)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__widest_step(y_true, p):
    """The widest step allowed, 1e-7."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)).mean()


def log_loss__added_step(y_true, p):
    """The widest step, added inside both logarithms instead of clipping."""
    return -np.mean(y_true * np.log(p + 1e-7) + (1 - y_true) * np.log(1 - p + 1e-7))


def log_loss__added_tiny_step(y_true, p):
    """1e-15 added inside the logarithms."""
    y = y_true.astype(float)
    return np.average(-y * np.log(p + 1e-15) - (1 - y) * np.log1p(1e-15 - p))


def log_loss__where(y_true, p):
    """The probability of what happened picked by np.where."""
    right = np.where(y_true, p, 1 - p)
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def log_loss__loop(y_true, p):
    """A plain loop with the math module."""
    total = 0.0
    for label, prob in zip(y_true, p, strict=True):
        prob = min(max(prob, 1e-15), 1 - 1e-15)
        if label == 1:
            total -= math.log(prob)
        else:
            total -= math.log(1 - prob)
    return total / len(p)


def log_loss__two_classes(y_true, p):
    """Each class summed apart by a mask, then divided by all rows."""
    p = np.clip(np.array(p), np.finfo(float).eps, 1 - np.finfo(float).eps)
    escalated = np.log(p[y_true == 1]).sum()
    quiet = np.log(1 - p[y_true == 0]).sum()
    return -(escalated + quiet) / y_true.size


def log_loss__dot(y_true, p):
    """Two dot products; the answer is a 0-d array."""
    p = np.clip(p, 1e-10, 1 - 1e-10)
    y = np.asarray(y_true, dtype=float)
    return np.asarray(-(y @ np.log(p) + (1 - y) @ np.log(1 - p)) / len(y))


def log_loss__softplus(y_true, p):
    """Back to scores and through log(1 + e^-z)."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    z = np.log(p) - np.log1p(-p)
    sign = np.where(y_true, 1.0, -1.0)
    return np.mean(np.logaddexp(0, -sign * z))


def log_loss__longdouble(y_true, p):
    """Extended precision, rounded back."""
    p = np.clip(p.astype(np.longdouble), 1e-15, 1 - 1e-15)
    y = y_true.astype(np.longdouble)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def log_loss__fsum(y_true, p):
    """math.fsum over a generator of powers: one factor is always 1."""

    def given(label, prob):
        return prob ** int(label) * (1 - prob) ** (1 - int(label))

    rows = zip(y_true.tolist(), p.tolist(), strict=True)
    return math.fsum(-math.log(max(given(label, prob), 1e-15)) for label, prob in rows) / len(p)


def log_loss__recursion(y_true, p):
    """Recursion by halves."""

    def total(lo, hi):
        if hi - lo == 1:
            right = p[lo] if y_true[lo] else 1 - p[lo]
            return -math.log(max(right, 1e-14))
        middle = (lo + hi) // 2
        return total(lo, middle) + total(middle, hi)

    return total(0, len(p)) / len(p)


def log_loss__only_repaired_rows(y_true, p):
    """A copy in which the rows at 0 and 1 alone are moved."""
    q = p.copy()
    q[q == 0] = 1e-9
    q[q == 1] = 1 - 1e-9
    return -np.mean(np.log(np.abs(1 - y_true - q)))


def log_loss__class(y_true, p):
    """A small class that keeps a running mean."""

    class RunningMean:
        def __init__(self):
            self.count, self.mean = 0, 0.0

        def add(self, value):
            self.count += 1
            self.mean += (value - self.mean) / self.count

    running = RunningMean()
    for label, prob in zip(y_true, np.clip(p, 1e-8, 1 - 1e-8), strict=True):
        running.add(-np.log(1 - abs(label - prob)))
    return running.mean
