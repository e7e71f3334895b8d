"""Correct but unusual versions of ex13_troubleshooting: each must keep every point."""

import math

import numpy as np
from sklearn.metrics import f1_score, recall_score, roc_auc_score

from ex01_sigmoid import sigmoid
from ex02_design_matrix import linear_score, predict_proba
from ex04_gradient import gradient, numerical_gradient
from ex06_threshold import (
    confusion_matrix_at_threshold,
    precision_recall_f1,
    predict_with_threshold,
)
from ex08_roc import roc_auc
from ex10_calibration import expected_calibration_error
from ex12_scikit_learn import is_separable


def hovering_cause__extremes(X, y, w, low=0.4, high=0.6, tol=0.01):
    """The lowest and the highest p; the largest derivative; NumPy's text."""
    p = sigmoid(linear_score(X, w))
    steep = np.linalg.norm(gradient(X, y, w), ord=np.inf)
    if not (low <= p.min() and p.max() <= high):
        return np.str_("none")
    return np.str_("not converged") if steep > tol else np.str_("weak features")


def hovering_cause__loop(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Loops over tickets and derivatives."""
    for value in predict_proba(X, w):
        if not low <= value <= high:
            return "none"
    for slope in gradient(X, y, w):
        if slope > tol or slope < -tol:
            return "not converged"
    return "weak features"


def hovering_cause__by_hand(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Nothing but the math module."""
    scores = [sum(a * b for a, b in zip(row, w.tolist(), strict=True)) for row in X.tolist()]
    p = [1 / (1 + math.exp(-z)) for z in scores]
    if any(value < low or value > high for value in p):
        return "none"
    errors = [a - b for a, b in zip(p, y.tolist(), strict=True)]
    slopes = [
        sum(e * row[j] for e, row in zip(errors, X.tolist(), strict=True)) for j in range(len(w))
    ]
    return "weak features" if max(map(abs, slopes)) / len(y) <= tol else "not converged"


def hovering_cause__measured(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Measures the derivatives instead."""
    p = predict_proba(X, w)
    inside = np.logical_and(p >= low, p <= high)
    arrived = np.all(np.abs(numerical_gradient(X, y, w)) <= tol)
    return {(True, True): "weak features", (True, False): "not converged"}.get(
        (bool(inside.all()), bool(arrived)), "none"
    )


def hovering_cause__in_scores(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Compares scores with the scores that belong to low and high."""
    z = X @ w
    edges = [math.log(edge / (1 - edge)) for edge in (low, high)]
    if np.count_nonzero((z < edges[0]) | (z > edges[1])):
        return "none"
    slopes = np.mean((sigmoid(z) - y)[:, None] * X, axis=0)
    return ("weak features", "not converged")[int(np.sum(slopes**2 > tol**2) > 0)]


def wrong_operating_point__unpacked(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Two ifs; NumPy's bool."""
    _, _, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    _, recall, _ = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))
    if f1 >= f1_below:
        return np.False_
    return np.bool_(recall > recall_above)


def wrong_operating_point__library(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """scikit-learn's figures."""
    f1 = f1_score(y, p >= t, zero_division=0.0)
    return f1 < f1_below and recall_score(y, p >= lower_t, zero_division=0.0) > recall_above


def wrong_operating_point__counted(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Counts in a loop; 1 or 0 comes back."""

    def count(threshold):
        hits = misses = alarms = 0
        for label, value in zip(y, p, strict=True):
            if value >= threshold and label:
                hits += 1
            elif value >= threshold:
                alarms += 1
            elif label:
                misses += 1
        return hits, misses, alarms

    hits, misses, alarms = count(t)
    f1 = 2 * hits / (2 * hits + misses + alarms)
    hits, misses, _ = count(lower_t)
    return int(f1 < f1_below) * int(hits / (hits + misses) > recall_above)


def wrong_operating_point__any_of_none(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Says no where one of two excuses holds."""
    flagged = predict_with_threshold(p, lower_t)
    recall = np.mean(np.asarray(flagged)[np.asarray(y) == 1])
    f1 = list(precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))[-1]
    excuses = [f1 >= f1_below, recall <= recall_above]
    return not any(excuses)


def wrong_operating_point__harmonic(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """F1 as 2 P R / (P + R), an array of no dimension comes back."""
    precision, recall, _ = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    lower = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return np.array([f1 < f1_below, lower > recall_above]).all(keepdims=True)[0, ...]


def miscalibration__all_first(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Computes everything, decides at the end."""
    ece, auc = expected_calibration_error(y, p, n_bins), roc_auc(y, p)
    sure = np.mean(np.where(p >= 0.5, p, 1 - p))
    right = np.mean(predict_with_threshold(p, 0.5) == np.asarray(y).astype(int))
    answer = "over-confident" if sure - right > 0 else "under-confident"
    answer = answer if auc > auc_above else "ranking"
    return answer if ece > ece_above else "none"


def miscalibration__library(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The AUC by scikit-learn, the ECE by a loop over the bins."""
    y, ece = np.asarray(y, dtype=float), 0.0
    places = np.clip(np.floor(np.asarray(p) * n_bins), 0, n_bins - 1)
    for place in set(places.tolist()):
        mine = places == place
        ece += abs(y[mine].sum() - p[mine].sum()) / len(y)
    if ece <= ece_above:
        return "none"
    if roc_auc_score(y, p) <= auc_above:
        return "ranking"
    sure = np.abs(p - 0.5) + 0.5
    wrong = (p >= 0.5) != (y > 0.5)
    return ("under" if sure.mean() <= 1 - wrong.mean() else "over") + "-confident"


def miscalibration__loop(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Adds up ticket by ticket."""
    if not expected_calibration_error(y, p, n_bins) > ece_above:
        return "none"
    if not roc_auc(y, p) > auc_above:
        return "ranking"
    excess = 0.0
    for label, value in zip(y.tolist(), p.tolist(), strict=True):
        excess += max(value, 1 - value)
        if (value >= 0.5) == bool(label):
            excess -= 1
    if excess > 0:
        return "over-confident"
    return "under-confident"


def miscalibration__by_the_answer_given(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The share of right answers by the confusion matrix."""
    if roc_auc(y, p) > auc_above and expected_calibration_error(y, p, n_bins) > ece_above:
        cm = np.asarray(confusion_matrix_at_threshold(y, p, 0.5))
        sure = np.max(np.stack([p, 1 - p]), axis=0).sum()
        return "over-confident" if sure > np.trace(cm) else "under-confident"
    return "none" if expected_calibration_error(y, p, n_bins) <= ece_above else "ranking"


def weight_gap_cause__sets(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Columns as tuples; exact comparison."""
    ones = (1.0,) * X_ours.shape[0], (1.0,) * X_theirs.shape[0]
    has = [
        o in {tuple(c) for c in X.T.tolist()} for o, X in zip(ones, (X_ours, X_theirs), strict=True)
    ]
    if sum(has) == 1:
        return "intercept"
    if X_ours.tolist() != X_theirs.tolist():
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if not l2_ours and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__loop(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Loops over the columns with a tolerance."""

    def has_ones(table):
        for j in range(table.shape[1]):
            if np.allclose(table[:, j], 1.0):
                return True
        return False

    if has_ones(X_ours) is not has_ones(X_theirs):
        return "intercept"
    if X_ours.shape != X_theirs.shape:
        return "data"
    if np.max(np.abs(X_ours - X_theirs)) > 1e-3:
        return "data"
    if abs(l2_ours - l2_theirs) > 1e-12:
        return "penalty"
    if max(l2_ours, l2_theirs) > 0:
        return "not converged"
    return "separable" if is_separable(X_theirs, y) else "not converged"


def weight_gap_cause__spread(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Ones are columns that reach from 1 to 1."""
    ours = ((X_ours.min(axis=0) == 1) & (X_ours.max(axis=0) == 1)).sum() > 0
    theirs = ((X_theirs.min(axis=0) == 1) & (X_theirs.max(axis=0) == 1)).sum() > 0
    causes = {
        "intercept": lambda: ours ^ theirs,
        "data": lambda: not np.array_equal(X_ours, X_theirs),
        "penalty": lambda: l2_ours != l2_theirs,
        "separable": lambda: l2_ours == 0 == l2_theirs and is_separable(X_ours, y),
    }
    return next((cause for cause, holds in causes.items() if holds()), "not converged")


def weight_gap_cause__nested(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """From the end to the beginning, an earlier cause overwriting a later one."""
    cause = "not converged"
    if l2_ours == 0 and l2_theirs == 0 and is_separable(X_ours, y):
        cause = "separable"
    if l2_ours != l2_theirs:
        cause = "penalty"
    if X_ours.shape != X_theirs.shape or (X_ours != X_theirs).any():
        cause = "data"
    if (np.ptp(X_ours - 1, axis=0) + abs(X_ours[0] - 1) == 0).any() != np.any(
        np.abs(X_theirs - 1).sum(axis=0) == 0
    ):
        cause = "intercept"
    return np.str_(cause)


def first_rise__vector(losses, tol=1e-9):
    """All differences at once; NumPy's int."""
    places = np.flatnonzero(np.diff(losses) > tol)
    return places[0] + 1 if places.size else np.int64(-1)


def first_rise__argmax(losses, tol=1e-9):
    """argmax of a mask; a float comes back."""
    up = np.append(losses[1:] - losses[:-1] > tol, True)
    place = float(np.argmax(up)) + 1
    return place if place < len(losses) else -1.0


def first_rise__generator(losses, tol=1e-9):
    """next over pairs."""
    pairs = zip(losses, losses[1:], strict=False)
    return next((i for i, (a, b) in enumerate(pairs, 1) if b - a > tol), -1)


def first_rise__recursion(losses, tol=1e-9):
    """Halves the list until one loss is left."""

    def find(first, last):
        if last <= first:
            return -1
        if last == first + 1:
            return last if losses[last] > losses[first] + tol else -1
        middle = (first + last) // 2
        left = find(first, middle)
        return left if left > 0 else find(middle, last)

    return find(0, len(losses) - 1)


def first_rise__while(losses, tol=1e-9):
    """Walks on while the loss does not rise; an array of no dimension comes back."""
    i = 1
    while i < len(losses) and losses[i] - losses[i - 1] <= tol:
        i += 1
    return np.array(i if i < len(losses) else -1)
