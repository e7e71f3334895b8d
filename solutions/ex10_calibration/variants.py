"""Correct but unusual versions of ex10_calibration: each must keep every point."""

import math
from fractions import Fraction

import numpy as np


def reliability_bins__half_open_edges(y, p, n_bins):
    """Edges by linspace, lower edge included; p = 1 by a wider last bin; lists."""
    edges = np.linspace(0, 1, n_bins + 1)
    edges[-1] = 1.1
    mean_p, share, count = [], [], []
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        inside = (p >= low) & (p < high)
        if inside.any():
            mean_p.append(p[inside].mean())
            share.append(np.mean(y[inside]))
            count.append(int(inside.sum()))
    return mean_p, share, count


def reliability_bins__upper_edge_included(y, p, n_bins):
    """Upper edge included, p = 0 by an open first bin; a list of arrays."""
    mean_p, share, count = [], [], []
    for b in range(n_bins):
        low = b / n_bins if b else -1.0
        rows = np.flatnonzero((p > low) & (p <= (b + 1) / n_bins + (b + 1 == n_bins)))
        if len(rows):
            mean_p.append(np.sum(p[rows]) / len(rows))
            share.append(np.count_nonzero(y[rows]) / len(rows))
            count.append(len(rows))
    return [np.array(mean_p), np.array(share), np.array(count, dtype=float)]


def reliability_bins__digitize(y, p, n_bins):
    """np.digitize on the inner edges."""
    place = np.digitize(p, np.linspace(0, 1, n_bins + 1)[1:-1])
    labels = y.astype(float)
    groups = [b for b in range(n_bins) if b in place]
    return (
        np.array([np.average(p[place == b]) for b in groups]),
        np.array([labels[place == b].sum() / (place == b).sum() for b in groups]),
        np.array([np.count_nonzero(place == b) for b in groups]),
    )


def reliability_bins__bincount(y, p, n_bins):
    """Sums by bincount; one array of three rows."""
    place = np.clip(np.floor(p * n_bins), 0, n_bins - 1).astype(int)
    count = np.bincount(place, minlength=n_bins)
    used = count > 0
    sums = [np.bincount(place, weights=w, minlength=n_bins)[used] for w in (p, y)]
    return np.vstack([sums[0] / count[used], sums[1] / count[used], count[used]])


def reliability_bins__histogram(y, p, n_bins):
    """np.histogram closes its last bin; empty bins masked at the end."""
    count, edges = np.histogram(p, bins=n_bins, range=(0, 1))
    total = np.histogram(p, bins=edges, weights=p)[0]
    hits = np.histogram(p, bins=edges, weights=np.asarray(y, dtype=float))[0]
    with np.errstate(invalid="ignore"):
        mean_p, share = total / count, hits / count
    keep = ~np.isnan(mean_p)
    return mean_p[keep], share[keep], count[keep]


def reliability_bins__dictionary(y, p, n_bins):
    """A dictionary of lists, ticket by ticket."""
    groups = {}
    for label, score in zip(y.tolist(), p.tolist(), strict=True):
        b = n_bins - 1 if score == 1 else int(score * n_bins)
        groups.setdefault(b, []).append((score, int(label)))
    rows = [list(zip(*groups[b], strict=True)) for b in sorted(groups)]
    mean_p = np.array([math.fsum(scores) / len(scores) for scores, _ in rows])
    share = np.array([sum(labels) / len(labels) for _, labels in rows])
    return mean_p, share, np.array([len(labels) for _, labels in rows])


def reliability_bins__exact_edges(y, p, n_bins):
    """Exact fractions decide the bin; sorted and split; counts as floats."""
    order = np.argsort(p, kind="stable")
    place = [min(int(Fraction(float(p[i])) * n_bins), n_bins - 1) for i in order]
    cuts = np.flatnonzero(np.diff(place)) + 1
    parts = np.split(order, cuts)
    mean_p = np.array([p[part].mean() for part in parts])
    share = np.array([(y[part] == 1).mean() for part in parts])
    return mean_p, share, np.array([float(part.size) for part in parts])


def reliability_bins__class(y, p, n_bins):
    """A small class a bin, with running means."""

    class Bin:
        def __init__(self):
            self.count, self.mean_p, self.share = 0, 0.0, 0.0

        def add(self, score, label):
            self.count += 1
            self.mean_p += (score - self.mean_p) / self.count
            self.share += (label - self.share) / self.count

    bins = [Bin() for _ in range(n_bins)]
    for score, label in zip(p, y, strict=True):
        bins[min(int(score / (1 / n_bins)), n_bins - 1)].add(score, label)
    bins = [b for b in bins if b.count]
    return tuple(np.array([getattr(b, k) for b in bins]) for k in ("mean_p", "share", "count"))


def expected_calibration_error__loop(y, p, n_bins):
    """Edges by linspace, a plain loop, upper edge included."""
    edges = np.linspace(0.0, 1.0, n_bins + 1)
    total = 0.0
    for b in range(n_bins):
        inside = (p > edges[b]) & (p <= edges[b + 1])
        if b == 0:
            inside |= p == 0
        if np.sum(inside) > 0:
            total += inside.mean() * abs(y[inside].mean() - p[inside].mean())
    return total


def expected_calibration_error__sums(y, p, n_bins):
    """The weights cancel: the absolute sums of y - p over each bin, divided by n."""
    place = np.minimum(np.floor(n_bins * p), n_bins - 1).astype(int)
    return np.abs(np.bincount(place, weights=y - p)).sum() / len(y)


def expected_calibration_error__matrix(y, p, n_bins):
    """A table of who is in which bin, as a matrix product; a 0-d array."""
    place = np.digitize(p, np.arange(1, n_bins) / n_bins)
    member = (np.arange(n_bins)[:, None] == place).astype(float)
    return np.asarray(np.linalg.norm(member @ (y.astype(float) - p), 1) / y.size)


def expected_calibration_error__plain_python(y, p, n_bins):
    """Lists and math.fsum."""
    gaps = [[] for _ in range(n_bins)]
    for label, score in zip(y.tolist(), p.tolist(), strict=True):
        gaps[min(int(score * n_bins), n_bins - 1)].append(float(label) - score)
    return math.fsum(abs(math.fsum(part)) for part in gaps) / len(p)


def expected_calibration_error__calls_bins(y, p, n_bins):
    """By the function above, weights by np.average."""
    mean_p, share, count = reliability_bins(y, p, n_bins)  # noqa: F821
    return np.average(np.abs(np.subtract(mean_p, share)), weights=count)


def expected_calibration_error__recursion(y, p, n_bins):
    """Recursion over the bins, from the last to the first."""
    y = np.asarray(y, dtype=np.longdouble)

    def rest(b):
        if b < 0:
            return 0.0
        low, high = b / n_bins, (b + 1) / n_bins
        inside = (p >= low) & ((p < high) | (b == n_bins - 1))
        return abs(np.sum(y[inside]) - np.sum(p[inside])) / len(p) + rest(b - 1)

    return float(rest(n_bins - 1))


def expected_calibration_error__sorted(y, p, n_bins):
    """Sorted, cumulated, and read off at the edges."""
    order = np.argsort(p)
    error = np.append(0.0, np.cumsum((y * 1.0 - p)[order]))
    cuts = np.searchsorted(p[order], np.linspace(0, 1, n_bins + 1)[1:-1])
    return np.mean(np.abs(np.diff(error[[0, *cuts, len(p)]]))) * n_bins / len(p)
