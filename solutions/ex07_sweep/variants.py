"""Correct but unusual versions of ex07_sweep: each must keep every point."""

import functools
from fractions import Fraction

import numpy as np

from ex06_threshold import (
    compute_confusion_matrix,
    confusion_matrix_at_threshold,
    precision_recall_f1,
    predict_with_threshold,
)


def sweep_thresholds__array(y, p, thresholds):
    """One array of shape (k, 4)."""
    table = np.zeros((len(thresholds), 4))
    for i, t in enumerate(thresholds):
        table[i, 0] = t
        table[i, 1:] = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    return table


def sweep_thresholds__lists(y, p, thresholds):
    """A list of lists, through all three steps."""
    return [
        [t, *precision_recall_f1(compute_confusion_matrix(y, predict_with_threshold(p, t)))]
        for t in thresholds
    ]


def sweep_thresholds__vectorised(y, p, thresholds):
    """All thresholds at once, by broadcasting."""
    t = np.array(thresholds)
    flags = p[None, :] >= t[:, None]
    hits, flagged = (flags & (y == 1)).sum(axis=1), flags.sum(axis=1)
    precision = hits / np.maximum(flagged, 1)
    recall = hits / np.sum(y == 1)
    return np.column_stack([t, precision, recall, 2 * hits / (flagged + np.sum(y == 1))])


def sweep_thresholds__counting_loop(y, p, thresholds):
    """Ticket by ticket, element by element."""
    rows = []
    for t in thresholds:
        tp = fp = fn = 0
        for i in range(len(y)):
            if p[i] >= t and y[i] == 1:
                tp += 1
            if p[i] >= t and y[i] == 0:
                fp += 1
            if p[i] < t and y[i] == 1:
                fn += 1
        rows.append(
            (t, tp / (tp + fp) if tp + fp else 0, tp / (tp + fn), 2 * tp / (2 * tp + fp + fn))
        )
    return tuple(rows)


def sweep_thresholds__zip(y, p, thresholds):
    """Columns first, zipped into rows; 0-d arrays among them."""
    scores = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t)) for t in thresholds]
    precision, recall, f1 = zip(*scores, strict=True)
    return list(zip(map(np.array, thresholds), precision, recall, map(np.float64, f1), strict=True))


def sweep_thresholds__recursion(y, p, thresholds):
    """The first row, and then the rest."""

    def rows(rest):
        if not rest:
            return []
        scores = precision_recall_f1(confusion_matrix_at_threshold(y, p, rest[0]))
        return [(rest[0], *scores), *rows(rest[1:])]

    return rows(list(thresholds))


def sweep_thresholds__sorted_and_back(y, p, thresholds):
    """Sorts the tickets once, looks every threshold up in cumulated counts."""
    order = np.argsort(-p, kind="stable")
    hits = np.concatenate([[0], np.cumsum(y[order].astype(int))])
    flagged = len(p) - np.searchsorted(np.sort(p), thresholds, side="left")
    rows = []
    for t, k in zip(thresholds, flagged, strict=True):
        f1 = 2 * hits[k] / (k + hits[-1])
        rows.append((t, hits[k] / k if k else 0.0, hits[k] / hits[-1], f1))
    return rows


def best_f1_threshold__loop(y, p, thresholds):
    """Keeps the best so far, the last of equals."""
    best, most = thresholds[0], 0.0
    for t in thresholds:
        f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
        if f1 >= most:
            best, most = t, f1
    return best


def best_f1_threshold__argmax(y, p, thresholds):
    """np.argmax on an array of thresholds; a NumPy number comes back."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return np.array(thresholds)[np.argmax(f1)]


def best_f1_threshold__sorted(y, p, thresholds):
    """Sorts pairs of F1 and threshold: the highest threshold of equals."""
    pairs = sorted(
        (precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2], t) for t in thresholds
    )
    return pairs[-1][1]


def best_f1_threshold__fractions(y, p, thresholds):
    """Exact F1 as a fraction, without the earlier functions; the lowest threshold of equals."""
    ones = int(np.sum(y))

    def f1(t):
        return Fraction(2 * int(np.sum((y == 1) & (p >= t))), ones + int(np.sum(p >= t)))

    return max(sorted(thresholds), key=f1)


def best_f1_threshold__mistakes(y, p, thresholds):
    """F1 is highest where mistakes a hit are fewest."""

    def mistakes_a_hit(t):
        (_, fp), (fn, tp) = confusion_matrix_at_threshold(y, p, t).tolist()
        return (fp + fn) / tp if tp else float("inf")

    return np.array(min(thresholds, key=mistakes_a_hit))


def best_f1_threshold__reduce(y, p, thresholds):
    """A fold over the thresholds, two at a time."""

    def f1(t):
        return precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]

    return functools.reduce(lambda a, b: b if f1(b) > f1(a) else a, thresholds)


def best_f1_threshold__slow(y, p, thresholds):
    """Computes every F1 twice, in plain loops."""

    def f1(t):
        tp = fp = fn = 0
        for label, chance in zip(y, p, strict=True):
            if chance >= t and label:
                tp += 1
            elif chance >= t:
                fp += 1
            elif label:
                fn += 1
        return 2 * tp / (2 * tp + fp + fn)

    most = max(f1(t) for t in thresholds)
    return next(t for t in thresholds if f1(t) == most)
