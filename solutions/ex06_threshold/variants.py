"""Correct but unusual versions of ex06_threshold: each must keep every point."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np


def predict_with_threshold__booleans(p, t):
    """True and False instead of 1 and 0."""
    return p >= t


def predict_with_threshold__floats(p, t):
    """Floats, by np.where."""
    return np.where(p < t, 0.0, 1.0)


def predict_with_threshold__list(p, t):
    """A list comprehension."""
    return [1 if value >= t else 0 for value in p]


def predict_with_threshold__step(p, t):
    """By the step function, whose value at 0 is chosen."""
    return np.heaviside(p - t, 1).astype(np.int8)


def predict_with_threshold__sorted(p, t):
    """Sorts, finds where t would go, and flags from there on."""
    order = np.argsort(p, kind="stable")
    pred = np.zeros(len(p), dtype=int)
    pred[order[np.searchsorted(p[order], t, side="left") :]] = 1
    return pred


def predict_with_threshold__copy_filled(p, t):
    """Fills a copy, in two steps."""
    pred = np.full_like(p, 1)
    pred[np.less(p, t)] = 0
    return pred


def predict_with_threshold__recursion(p, t):
    """Halves until one ticket is left."""

    def decide(part):
        if len(part) == 1:
            return [int(part[0] >= t)]
        middle = len(part) // 2
        return decide(part[:middle]) + decide(part[middle:])

    return np.array(decide(p))


def compute_confusion_matrix__bincount(y, pred):
    """Numbers the four places and counts them with np.bincount."""
    return np.bincount(2 * y.astype(int) + pred, minlength=4).reshape(2, 2)


def compute_confusion_matrix__loop(y, pred):
    """A loop over the tickets with four counters; a list comes back."""
    tn = fp = fn = tp = 0
    for i in range(len(y)):
        if y[i] and pred[i]:
            tp += 1
        elif y[i]:
            fn += 1
        elif pred[i]:
            fp += 1
        else:
            tn += 1
    return [[tn, fp], [fn, tp]]


def compute_confusion_matrix__products(y, pred):
    """Sums of products, as floats."""
    y, pred = y * 1.0, pred * 1.0
    return np.array(
        [[(1 - y) @ (1 - pred), (1 - y) @ pred], [y @ (1 - pred), y @ pred]],
    )


def compute_confusion_matrix__one_hot(y, pred):
    """A matrix product of one-hot tables."""
    rows, columns = np.eye(2, dtype=int)[y.astype(int)], np.eye(2, dtype=int)[pred.astype(int)]
    return rows.T @ columns


def compute_confusion_matrix__add_at(y, pred):
    """np.add.at counts repeated places."""
    cm = np.zeros((2, 2))
    np.add.at(cm, (y.astype(int), pred.astype(int)), 1)
    return cm


def compute_confusion_matrix__margins(y, pred):
    """Counts hits, labels and flags; the rest is subtraction."""
    hits, ones, flags = int(np.sum(y * pred)), int(np.sum(y)), int(np.sum(pred))
    return np.array([[len(y) - ones - flags + hits, flags - hits], [ones - hits, hits]])


def compute_confusion_matrix__counter(y, pred):
    """A Counter of pairs."""
    pairs = Counter(zip(y.tolist(), pred.tolist(), strict=True))
    return np.array([[pairs[a, b] for b in (0, 1)] for a in (0, 1)])


def compute_confusion_matrix__histogram(y, pred):
    """A histogram in two directions, with edges of its own."""
    edges = [-0.5, 0.5, 1.5]
    return np.histogram2d(y.astype(float), pred.astype(float), bins=[edges, edges])[0]


def compute_confusion_matrix__tuples(y, pred):
    """Tuples of Python integers, from logical operations."""
    yes, flag = y.astype(bool), pred.astype(bool)
    tn, fp = int((~yes & ~flag).sum()), int((~yes & flag).sum())
    return (tn, fp), (int((yes & ~flag).sum()), int((yes & flag).sum()))


def confusion_matrix_at_threshold__all_in_one(y, p, t):
    """Decides and counts in one expression, without the earlier functions."""
    return np.array([[np.sum((y == a) & ((p >= t) == b)) for b in (False, True)] for a in (0, 1)])


def confusion_matrix_at_threshold__sorted(y, p, t):
    """Sorts by probability and counts what lies on either side of t."""
    order = np.argsort(p)
    labels, cut = y[order].astype(int), np.searchsorted(p[order], t)
    below, above = labels[:cut], labels[cut:]
    return np.array(
        [[np.sum(1 - below), np.sum(1 - above)], [np.sum(below), np.sum(above)]],
    )


def confusion_matrix_at_threshold__split_first(y, p, t):
    """Splits the probabilities by label, then counts each part; a list comes back."""
    matrix = []
    for part in (p[y == 0], p[y == 1]):
        flagged = int(np.count_nonzero(part >= t))
        matrix.append([len(part) - flagged, flagged])
    return matrix


def confusion_matrix_at_threshold__class(y, p, t):
    """A small class that counts tickets as they come."""

    class Counts:
        def __init__(self):
            self.places = {(a, b): 0 for a in (0, 1) for b in (0, 1)}

        def see(self, label, chance):
            self.places[int(label), int(chance >= t)] += 1

    counts = Counts()
    for label, chance in zip(y, p, strict=True):
        counts.see(label, chance)
    return np.array(list(counts.places.values()), dtype=float).reshape(2, 2)


def precision_recall_f1__short_formula(cm):
    """F1 as 2 TP / (2 TP + FP + FN), NumPy numbers, an array comes back."""
    (_, fp), (fn, tp) = cm
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    return np.array([precision, recall, 2 * tp / max(2 * tp + fp + fn, 1)])


def precision_recall_f1__early_out(cm):
    """Without a hit everything is 0, and nothing else can be undefined."""
    tp = cm[1][1]
    if tp == 0:
        return 0, 0, 0
    precision, recall = tp / cm[:, 1].sum(), tp / cm[1].sum()
    return precision, recall, 2 / (1 / precision + 1 / recall)


def precision_recall_f1__nan_to_num(cm):
    """Divides first and mends nan afterwards: right values with a warning."""
    tn, fp, fn, tp = cm.ravel()
    precision = np.nan_to_num(tp / (tp + fp))
    recall = np.nan_to_num(tp / (tp + fn))
    return precision, recall, np.nan_to_num(2 * precision * recall / (precision + recall))


def precision_recall_f1__tiny_denominator(cm):
    """A tiny number added to each denominator."""
    eps = 1e-9
    precision = cm[1, 1] / (cm[1, 1] + cm[0, 1] + eps)
    recall = cm[1, 1] / (cm[1, 1] + cm[1, 0] + eps)
    return [precision, recall, 2 * precision * recall / (precision + recall + eps)]


def precision_recall_f1__try_except(cm):
    """Catches the division by zero."""

    def share(part, whole):
        try:
            return part / whole
        except ZeroDivisionError:
            return 0.0

    (_, fp), (fn, tp) = cm.tolist()
    precision, recall = share(tp, tp + fp), share(tp, tp + fn)
    return [precision, recall, share(2 * precision * recall, precision + recall)]


def precision_recall_f1__fractions(cm):
    """Exact fractions, turned into floats at the end."""
    (_, fp), (fn, tp) = cm.tolist()
    precision = Fraction(tp, tp + fp) if tp + fp else Fraction(0)
    recall = Fraction(tp, tp + fn) if tp + fn else Fraction(0)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else Fraction(0)
    return float(precision), float(recall), float(f1)


def precision_recall_f1__divide_where(cm):
    """np.divide with a mask; 0-d arrays come back."""
    counts = np.asarray(cm, dtype=float)
    tops = np.full(2, counts[1, 1])
    bottoms = np.array([counts[:, 1].sum(), counts[1, :].sum()])
    parts = np.divide(tops, bottoms, out=np.zeros(2), where=bottoms > 0)
    total = parts.sum()
    f1 = np.divide(2 * parts.prod(), total, out=np.zeros(()), where=total > 0)
    return np.array(parts[0]), np.array(parts[1]), f1


def precision_recall_f1__longer_floats(cm):
    """Extra precision, and F1 through squares."""
    tn, fp, fn, tp = (np.longdouble(int(v)) for v in np.ravel(cm))
    precision = tp / (tp + fp) if tp + fp != 0 else np.longdouble(0)
    recall = tp / (tp + fn) if tp + fn != 0 else np.longdouble(0)
    if math.isclose(float(precision + recall), 0):
        return float(precision), float(recall), 0.0
    top = (precision + recall) ** 2 - (precision - recall) ** 2
    return float(precision), float(recall), float(top / (2 * (precision + recall)))
