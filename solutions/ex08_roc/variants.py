"""Correct but unusual versions of ex08_roc: each must keep every point."""

import bisect
import math

import numpy as np


def roc_points__loop(y, p, thresholds=None):
    """Counts ticket by ticket; a list of tuples."""
    if thresholds is None:
        thresholds = [2.0] + sorted(set(p.tolist()), reverse=True)
    points = []
    for t in thresholds:
        tp = fp = fn = tn = 0
        for label, score in zip(y, p, strict=True):
            if score >= t:
                if label:
                    tp += 1
                else:
                    fp += 1
            elif label:
                fn += 1
            else:
                tn += 1
        points.append((fp / (fp + tn), tp / (tp + fn)))
    return points


def roc_points__other_direction(y, p, thresholds=None):
    """The whole curve from (1, 1) down, its first point twice."""
    if thresholds is None:
        thresholds = np.concatenate([[-1.0], np.unique(p), [np.inf]])
    flags = np.asarray(p)[None, :] >= np.asarray(thresholds)[:, None]
    y = np.asarray(y, dtype=bool)
    return np.stack([flags[:, ~y].mean(axis=1), flags[:, y].mean(axis=1)], axis=1)


def roc_points__steps_and_corners(y, p, thresholds=None):
    """Cumulated sums over the sorted scores; collinear points left out."""
    labels = y.astype(int)
    if thresholds is not None:
        rows = []
        for t in thresholds:
            flagged = (p >= t).astype(int)
            rows.append([flagged @ (1 - labels), flagged @ labels])
        return np.array(rows) / [(1 - labels).sum(), labels.sum()]
    order = np.argsort(-p, kind="stable")
    last = np.append(np.diff(p[order]) != 0, True)
    tp = np.append(0, np.cumsum(labels[order])[last])
    fp = np.append(0, np.cumsum(1 - labels[order])[last])
    bend = np.diff(fp)[:-1] * np.diff(tp)[1:] != np.diff(fp)[1:] * np.diff(tp)[:-1]
    keep = np.concatenate([[True], bend, [True]])
    return np.column_stack([fp[keep] / fp[-1], tp[keep] / tp[-1]])


def roc_points__bisect(y, p, thresholds=None):
    """Sorted scores of each class, and how many lie at or above; nested lists."""
    quiet = sorted(p[y == 0].tolist())
    escalated = sorted(p[y == 1].tolist())

    def rate(scores, t):
        return 1 - bisect.bisect_left(scores, t) / len(scores)

    if thresholds is None:
        thresholds = sorted({math.inf} | set(quiet) | set(escalated))
    return [[rate(quiet, t), rate(escalated, t)] for t in thresholds]


def roc_points__every_ticket(y, p, thresholds=None):
    """A threshold for every ticket, equal ones too; the whole curve gets repeated points."""
    if thresholds is None:
        thresholds = [p.max() + 1] + sorted(p, reverse=True) + [p.min() - 1]
    fpr = [np.sum((p >= t) * (y == 0)) / np.sum(y == 0) for t in thresholds]
    tpr = [np.sum((p >= t) * (y == 1)) / np.sum(y == 1) for t in thresholds]
    return np.array([fpr, tpr]).T


def roc_points__between_scores(y, p, thresholds=None):
    """Thresholds half way between the scores give the same curve."""
    if thresholds is None:
        scores = np.unique(p)
        thresholds = [-0.5, *(scores[1:] + scores[:-1]) / 2, 1.5]
    y = y.astype(float)
    points = [((p >= t) @ (1 - y), (p >= t) @ y) for t in thresholds]
    return np.array(points) / np.array([np.sum(1 - y), np.sum(y)])


def roc_points__recursion(y, p, thresholds=None):
    """Itself, called with the thresholds of the whole curve; keeps the lists it builds."""

    def at(t):
        flagged = [label for label, score in zip(y, p, strict=True) if score >= t]
        hits = sum(1 for label in flagged if label == 1)
        n_escalated = int(np.count_nonzero(y))
        return ((len(flagged) - hits) / (len(y) - n_escalated), hits / n_escalated)

    def walk(rest):
        return [] if len(rest) == 0 else [at(rest[0]), *walk(rest[1:])]

    if thresholds is None:
        return [(0.0, 0.0)] + walk(sorted(set(p), reverse=True))
    return walk(list(thresholds))


def roc_points__class(y, p, thresholds=None):
    """A small class that counts."""

    class Curve:
        def __init__(self):
            self.y = np.array(y) > 0
            self.p = np.array(p)

        def point(self, t):
            flagged = np.flatnonzero(self.p >= t)
            hits = np.count_nonzero(self.y[flagged])
            return [(flagged.size - hits) / np.sum(self.y == False), hits / np.sum(self.y)]  # noqa: E712

    curve = Curve()
    if thresholds is None:
        thresholds = np.unique(np.append(p, np.nextafter(np.max(p), 2)))
    return np.vstack([curve.point(t) for t in thresholds])


def roc_auc__trapezoids(y, p):
    """The area by trapezoids over the distinct scores."""
    y = y.astype(int)
    thresholds = np.append(np.inf, np.unique(p)[::-1])
    tpr = [np.sum(y[p >= t]) / np.sum(y) for t in thresholds]
    fpr = [np.sum(1 - y[p >= t]) / np.sum(1 - y) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def roc_auc__loop(y, p):
    """Counts pairs in two loops."""
    count, right = 0, 0.0
    for high in p[y == 1].tolist():
        for low in p[y == 0].tolist():
            count += 1
            if high > low:
                right += 1
            elif high == low:
                right += 0.5
    return right / count


def roc_auc__middle_ranks(y, p):
    """The rank sum, equal scores at their middle rank; a 0-d array."""
    scores, place, count = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    n1 = np.count_nonzero(y)
    n0 = len(scores[place]) - n1
    return np.array((rank[y == 1].sum() - n1 * (n1 + 1) / 2) / (n1 * n0))


def roc_auc__searchsorted(y, p):
    """For each escalated ticket: how many of the others lie below, and not above."""
    quiet = np.sort(p[y == 0])
    escalated = p[y == 1]
    below = np.searchsorted(quiet, escalated, side="left")
    not_above = np.searchsorted(quiet, escalated, side="right")
    return np.mean(below + not_above) / 2 / len(quiet)


def roc_auc__signs(y, p):
    """The mean sign, moved from -1..1 to 0..1."""
    y = np.asarray(y, dtype=bool)
    return 0.5 + 0.5 * np.sign(np.subtract.outer(p[y], p[~y])).mean()


def roc_auc__rising_curve(y, p):
    """From (1, 1) down, with the sign turned; ends added again."""
    labels = np.array([int(label) for label in y])
    points = [(1.0, 1.0)]
    for t in sorted(set(p.tolist())) + [5.0]:
        flagged = p >= t
        fpr = np.sum(flagged & (labels == 0)) / np.sum(labels == 0)
        points.append((fpr, np.sum(flagged & (labels == 1)) / np.sum(labels)))
    points.append((0.0, 0.0))
    area = 0.0
    for (x0, y0), (x1, y1) in zip(points[:-1], points[1:], strict=True):
        area += (x0 - x1) * (y0 + y1) / 2
    return area


def roc_auc__both_orders(y, p):
    """Walks over single tickets, once with ties in the best order and once in the worst."""

    def area(order):
        hits, total = 0, 0
        for i in order:
            if y[i]:
                hits += 1
            else:
                total += hits
        return total

    best = sorted(range(len(p)), key=lambda i: (-p[i], not y[i]))
    worst = sorted(range(len(p)), key=lambda i: (-p[i], bool(y[i])))
    n1 = int(sum(int(label) for label in y))
    return (area(best) + area(worst)) / (2 * n1 * (len(p) - n1))


def roc_auc__fsum(y, p):
    """math.fsum over a generator of halves and ones."""
    ones = [s for label, s in zip(y.tolist(), p.tolist(), strict=True) if label]
    zeros = [s for label, s in zip(y.tolist(), p.tolist(), strict=True) if not label]
    pairs = ((a > b) + 0.5 * (a == b) for a in ones for b in zeros)
    return math.fsum(pairs) / (len(ones) * len(zeros))


def roc_auc__calls_roc_points(y, p):
    """The area under the points of the function above."""
    curve = np.asarray(roc_points(y, p), dtype=float)  # noqa: F821
    curve = curve[np.lexsort((curve[:, 1], curve[:, 0]))]
    return float(np.sum(np.diff(curve[:, 0]) * (curve[1:, 1] + curve[:-1, 1])) / 2)
