"""Correct but unusual versions of ex09_cost: each must keep every point."""

import functools
import math
from fractions import Fraction

import numpy as np

from ex06_threshold import compute_confusion_matrix, predict_with_threshold


def expected_cost__each_ticket(y, p, t, cost_fn=120, cost_fp=18):
    """Prices every ticket and adds up."""
    return np.sum(np.where(y == 1, (p < t) * cost_fn, (p >= t) * cost_fp))


def expected_cost__loop(y, p, t, cost_fn=120, cost_fp=18):
    """Adds dollars ticket by ticket."""
    total = 0.0
    for i in range(len(y)):
        flagged = p[i] >= t
        if y[i] and not flagged:
            total += cost_fn
        if flagged and not y[i]:
            total += cost_fp
    return total


def expected_cost__price_matrix(y, p, t, cost_fn=120, cost_fp=18):
    """The matrix of counts times a matrix of prices; a 0-d array comes back."""
    prices = np.array([[0.0, cost_fp], [cost_fn, 0.0]])
    cm = compute_confusion_matrix(y, predict_with_threshold(p, t))
    return np.array(np.sum(prices * np.asarray(cm)))


def expected_cost__dot_products(y, p, t, cost_fn=120, cost_fp=18):
    """Scalar products of floats."""
    label, flag = y.astype(float), (p >= t).astype(float)
    return cost_fn * label @ (1 - flag) + cost_fp * (1 - label) @ flag


def expected_cost__fractions(y, p, t, cost_fn=120, cost_fp=18):
    """Exact fractions, then one float."""
    pairs = [(bool(label), bool(chance >= t)) for label, chance in zip(y, p, strict=True)]
    misses, alarms = pairs.count((True, False)), pairs.count((False, True))
    return float(misses * Fraction(cost_fn) + alarms * Fraction(cost_fp))


def expected_cost__mean_times_n(y, p, t, cost_fn=120, cost_fp=18):
    """The mean cost of a ticket, times the number of tickets."""
    missed, alarm = (y == 1) & (p < t), (y == 0) & (p >= t)
    return len(y) * (cost_fn * missed.mean() + cost_fp * alarm.mean())


def expected_cost__fsum(y, p, t, cost_fn=120, cost_fp=18):
    """math.fsum over a generator."""
    return math.fsum(
        cost_fn if label else cost_fp
        for label, chance in zip(y, p, strict=True)
        if bool(label) != bool(chance >= t)
    )


def best_threshold_by_cost__loop(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Keeps the cheapest so far, the last of equals."""
    best, least = None, math.inf
    for t in thresholds:
        cost = cost_fn * np.sum((y == 1) & (p < t)) + cost_fp * np.sum((y == 0) & (p >= t))
        if cost <= least:
            best, least = t, cost
    return best


def best_threshold_by_cost__argmin(y, p, thresholds, cost_fn=120, cost_fp=18):
    """All thresholds at once, by broadcasting; a NumPy number comes back."""
    t = np.array(thresholds)
    flags = p[:, None] >= t
    label = (y == 1)[:, None]
    cost = (cost_fn * (label & ~flags) + cost_fp * (~label & flags)).sum(axis=0)
    return t[np.argmin(cost)]


def best_threshold_by_cost__mean_cost(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Compares the mean cost of a ticket; the highest threshold of equals."""

    def mean_cost(t):
        return float(np.mean(np.where(p >= t, cost_fp * (y == 0), cost_fn * (y == 1))))

    return min(sorted(thresholds, reverse=True), key=mean_cost)


def best_threshold_by_cost__savings(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The most saved against flagging nothing."""
    saved = [
        cost_fn * int(np.sum(y[p >= t])) - cost_fp * int(np.sum(1 - y[p >= t])) for t in thresholds
    ]
    return thresholds[saved.index(max(saved))]


def best_threshold_by_cost__sorted_pairs(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Sorts pairs of cost and threshold: the lowest threshold of equals."""
    pairs = []
    for t in thresholds:
        misses = sum(1 for label, chance in zip(y, p, strict=True) if label and chance < t)
        alarms = sum(1 for label, chance in zip(y, p, strict=True) if not label and chance >= t)
        pairs.append((misses * cost_fn + alarms * cost_fp, t))
    return np.array(sorted(pairs)[0][1])


def best_threshold_by_cost__reduce(y, p, thresholds, cost_fn=120, cost_fp=18):
    """A fold over the thresholds, with exact costs."""

    def cost(t):
        flags = (p >= t).tolist()
        misses = sum(bool(a) and not b for a, b in zip(y.tolist(), flags, strict=True))
        alarms = sum(b and not a for a, b in zip(y.tolist(), flags, strict=True))
        return Fraction(cost_fn) * misses + Fraction(cost_fp) * alarms

    return functools.reduce(lambda a, b: b if cost(b) < cost(a) else a, thresholds)


def best_threshold_by_cost__dict(y, p, thresholds, cost_fn=120, cost_fp=18):
    """A dict from threshold to cost, relative to the price of a miss or an alarm."""
    costs = {}
    for t in set(thresholds):
        (_, fp), (fn, _) = compute_confusion_matrix(y, predict_with_threshold(p, t))
        costs[t] = (fn * cost_fn + fp * cost_fp) / (cost_fn + cost_fp)
    return min(costs, key=costs.get)
