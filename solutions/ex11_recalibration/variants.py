"""Correct but unusual versions of ex11_recalibration: each must keep every point."""

import math

import numpy as np

from ex01_sigmoid import sigmoid
from ex03_log_loss import log_loss
from ex05_fit import fit_logistic


def temperature_scale__bare_formula(z, T):
    """The formula once more, without the earlier function."""
    return 1 / (1 + np.exp(-z / T))


def temperature_scale__loop(z, T):
    """A list by a loop with the math module."""
    return [1 / (1 + math.exp(-min(max(score / T, -600), 600))) for score in z.tolist()]


def temperature_scale__powers(z, T):
    """The odds to the power 1 / T, through logarithms."""
    return np.exp(-np.logaddexp(0, -(1.0 / T) * np.asarray(z)))


def temperature_scale__clipped(z, T):
    """Clipped at 15."""
    return 1.0 / (1.0 + np.exp(-np.clip(np.divide(z, T), -15, 15)))


def fit_temperature__fine_grid(z, y):
    """A fine grid with geometric steps."""
    grid = np.geomspace(0.15, 25, 200)
    losses = [log_loss(y, sigmoid(z / T)) for T in grid]
    return grid[int(np.argmin(losses))]


def fit_temperature__linear_grid(z, y):
    """Steps of 0.04 from 0.04 to 24; a Python loop that keeps the best so far."""
    best, best_loss = 1.0, np.inf
    for T in np.arange(1, 601) * 0.04:
        loss = np.mean(np.logaddexp(0, z / T) - y * (z / T))
        if loss < best_loss:
            best, best_loss = T, loss
    return best


def fit_temperature__golden_section(z, y):
    """Golden section on the logarithm of T."""

    def loss(t):
        scaled = z / math.exp(t)
        return float(np.mean(np.logaddexp(0, scaled) - y * scaled))

    ratio = (math.sqrt(5) - 1) / 2
    low, high = math.log(0.1), math.log(40)
    while high - low > 1e-4:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return math.exp((low + high) / 2)


def fit_temperature__newton(z, y):
    """Newton's method on 1 / T, kept above 0; a 0-d array."""
    s = 1e-3
    for _ in range(60):
        p = sigmoid(s * z)
        s = max(s - np.mean((p - y) * z) / np.mean(p * (1 - p) * z * z), s / 2)
    return np.array(1 / s)


def fit_temperature__gradient_descent(z, y):
    """Gradient descent on 1 / T, with scores brought to a common scale."""
    size = np.sqrt(np.mean(z**2))
    s = 0.0
    for _ in range(400):
        s -= 3.0 * np.mean((sigmoid(s * z / size) - y) * z / size)
    return float(size / s)


def fit_temperature__refined_grid(z, y):
    """Ever finer grids, recursively."""

    def search(low, high, depth):
        grid = np.linspace(low, high, 41)
        losses = np.array([log_loss(y, sigmoid(z / T)) for T in grid])
        best = int(np.argmin(losses))
        if depth == 0:
            return grid[best]
        return search(grid[max(best - 1, 0)], grid[min(best + 1, 40)], depth - 1)

    return search(0.05, 25.0, 4)


def fit_temperature__wide_clip(z, y):
    """A grid, and a log loss clipped at 1e-7."""

    def loss(T):
        p = np.clip(sigmoid(z / T), 1e-7, 1 - 1e-7)
        return -np.mean(np.where(y, np.log(p), np.log(1 - p)))

    return min(np.exp(np.linspace(np.log(0.2), np.log(20), 150)), key=loss)


def fit_temperature__without_intercept(z, y):
    """As a logistic regression with one column and no intercept."""
    size = np.abs(z).max()
    w = fit_logistic((z / size)[:, None], y, lr=8.0, epochs=400)
    return size / w[0]


def platt_scale__fit_logistic(z, y):
    """Standardised scores and exercise 5."""
    table = np.column_stack([np.ones(len(z)), (z - z.mean()) / z.std()])
    return sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=250))


def platt_scale__plain_newton(z, y):
    """Newton's method on the scores as they are, by hand-inverted 2 x 2 matrices."""
    a = b = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a * z + b, -500, 500)))
        error, weight = p - y, p * (1 - p)
        ga, gb = np.sum(error * z), np.sum(error)
        haa, hab, hbb = np.sum(weight * z * z), np.sum(weight * z), np.sum(weight)
        det = haa * hbb - hab * hab
        if det < 1e-14 or abs(ga) + abs(gb) < 1e-9:
            break
        a, b = a - (hbb * ga - hab * gb) / det, b - (haa * gb - hab * ga) / det
    return 1 / (1 + np.exp(-(a * z + b)))


def platt_scale__nested_search(z, y):
    """For each a the best b by bisection, and golden section over a; scaled scores."""
    scaled = z / np.abs(z).max()
    urgent = np.sum(y)

    def best_b(a):
        low, high, steep = -60.0, 60.0, a * scaled
        for _ in range(30):
            b = (low + high) / 2
            if np.sum(sigmoid(steep + b)) > urgent:
                high = b
            else:
                low = b
        return (low + high) / 2

    def loss(a):
        s = a * scaled + best_b(a)
        return np.mean(np.logaddexp(0, s) - y * s)

    low, high = 0.0, 60.0
    for _ in range(24):
        left, right = low + 0.382 * (high - low), low + 0.618 * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    a = (low + high) / 2
    return list(sigmoid(a * scaled + best_b(a)))


def platt_scale__backtracking(z, y):
    """Gradient descent with the step halved where the loss would rise."""
    table = np.vander((z - np.mean(z)) / np.std(z), 2)
    labels = y.astype(float)

    def loss(w):
        return np.mean(np.logaddexp(0, table @ w) - labels * (table @ w))

    w, lr = np.zeros(2), 8.0
    for _ in range(150):
        slope = table.T @ (sigmoid(table @ w) - labels) / len(z)
        while lr > 1e-6 and loss(w - lr * slope) > loss(w):
            lr /= 2
        w = w - lr * slope
    return sigmoid(table @ w)


def platt_scale__least_squares_rounds(z, y):
    """Iteratively reweighted least squares, as statisticians write it."""
    spread = np.std(z)
    table = np.stack([z / spread, np.ones_like(z)], axis=1)
    w = np.zeros(2)
    for _ in range(25):
        p = sigmoid(table @ w)
        weight = np.maximum(p * (1 - p), 1e-12)
        target = table @ w + (y - p) / weight
        root = np.sqrt(weight)
        w = np.linalg.lstsq(table * root[:, None], target * root, rcond=None)[0]
    return sigmoid(table @ w)


def platt_scale__class(z, y):
    """A small class; momentum on standardised scores."""

    class Scaler:
        def __init__(self, scores):
            self.mean, self.spread = np.mean(scores), np.std(scores)
            self.a = self.b = 0.0

        def __call__(self, scores):
            return sigmoid(self.a * (scores - self.mean) / self.spread + self.b)

        def learn(self, scores, labels):
            x = (scores - self.mean) / self.spread
            va = vb = 0.0
            for _ in range(200):
                error = self(scores) - labels
                va, vb = 0.8 * va - np.mean(error * x), 0.8 * vb - np.mean(error)
                self.a, self.b = self.a + va, self.b + vb
            return self

    return Scaler(z).learn(z, y)(z)


def isotonic__largest_of_smallest(p, y):
    """The formula: the largest, over all starts before, of the smallest mean up to an end."""
    scores, place, count = np.unique(p, return_inverse=True, return_counts=True)
    hits = np.append(0, np.cumsum(np.bincount(place, weights=y)))
    total = np.append(0, np.cumsum(count))
    k = len(scores)
    levels = np.zeros(k)
    for i in range(k):
        rise = np.subtract.outer(hits[i + 1 :], hits[: i + 1])
        run = np.subtract.outer(total[i + 1 :], total[: i + 1])
        levels[i] = np.max(np.min(rise / run, axis=0))
    return levels[place]


def isotonic__convex_hull(p, y):
    """Slopes of the convex hull under the cumulated labels."""
    scores, place = np.unique(p, return_inverse=True)
    count = np.bincount(place)
    xs = np.append(0, np.cumsum(count)).tolist()
    ys = np.append(0, np.cumsum(np.bincount(place, weights=np.asarray(y, dtype=float)))).tolist()
    hull = []
    for i in range(len(xs)):
        while len(hull) > 1:
            a, b = hull[-2], hull[-1]
            if (ys[b] - ys[a]) * (xs[i] - xs[b]) < (ys[i] - ys[b]) * (xs[b] - xs[a]):
                break
            hull.pop()
        hull.append(i)
    out = np.empty(len(scores))
    for a, b in zip(hull[:-1], hull[1:], strict=True):
        out[a:b] = (ys[b] - ys[a]) / (xs[b] - xs[a])
    return out[place]


def isotonic__until_nothing_falls(p, y):
    """Lists of rows, joined pair by pair from the start until nothing falls."""
    groups = {}
    for i, score in enumerate(p.tolist()):
        groups.setdefault(score, []).append(i)
    blocks = [groups[score] for score in sorted(groups)]

    def level(block):
        return sum(int(y[i]) for i in block) / len(block)

    i = 0
    while i + 1 < len(blocks):
        if level(blocks[i]) > level(blocks[i + 1]):
            blocks[i : i + 2] = [blocks[i] + blocks[i + 1]]
            i = max(i - 1, 0)
        else:
            i += 1
    fitted = [0.0] * len(p)
    for block in blocks:
        for i in block:
            fitted[i] = level(block)
    return fitted


def isotonic__ties_by_order(p, y):
    """Ties sorted with escalated tickets first, so that plain pooling joins them."""
    order = np.lexsort((-y.astype(int), p))
    sums, sizes = [], []
    for label in y[order].astype(float):
        sums.append(label)
        sizes.append(1)
        while len(sums) > 1 and sums[-2] * sizes[-1] > sums[-1] * sizes[-2]:
            last, size = sums.pop(), sizes.pop()
            sums[-1] += last
            sizes[-1] += size
    fitted = np.empty(len(p))
    fitted[order] = np.repeat(np.divide(sums, sizes), sizes)
    return fitted


def isotonic__from_above(p, y):
    """Walks from the highest score to the lowest."""
    scores = sorted(set(p.tolist()), reverse=True)
    stack = []
    for score in scores:
        rows = np.flatnonzero(p == score)
        value, size, members = float(np.mean(y[rows])), len(rows), [score]
        while stack and stack[-1][0] <= value:
            other, more, names = stack.pop()
            value = (value * size + other * more) / (size + more)
            size, members = size + more, members + names
        stack.append((value, size, members))
    table = {score: value for value, _, members in stack for score in members}
    return np.array([table[score] for score in p.tolist()])


def isotonic__recursion(p, y):
    """Splits where the mean of the rest is lowest, recursively."""
    scores, place = np.unique(p, return_inverse=True)
    hits = np.bincount(place, weights=y)
    size = np.bincount(place)

    def fit(a, b):
        if a == b:
            return []
        means = np.cumsum(hits[a:b]) / np.cumsum(size[a:b])
        cut = a + len(means) - int(np.argmin(means[::-1]))
        return [float(np.min(means))] * (cut - a) + fit(cut, b)

    return np.array(fit(0, len(scores)))[place]


def isotonic__class(p, y):
    """A linked list of small objects, in longer floats."""

    class Block:
        def __init__(self, rows):
            self.rows = rows
            self.level = np.asarray(y)[rows].astype(np.longdouble).mean()

    chain = [Block(np.flatnonzero(p == score)) for score in np.unique(p)]
    done = []
    for block in chain:
        done.append(block)
        while len(done) > 1 and done[-1].level <= done[-2].level:
            right, left = done.pop(), done.pop()
            done.append(Block(np.concatenate([left.rows, right.rows])))
    fitted = np.zeros(len(p))
    for block in done:
        fitted[block.rows] = block.level
    return fitted
