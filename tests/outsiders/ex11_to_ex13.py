"""Wrong functions by who saw nothing but the students' files."""

import math

import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression

from ex01_sigmoid import sigmoid
from ex02_design_matrix import add_intercept, predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient
from ex05_fit import fit_logistic
from ex06_threshold import confusion_matrix_at_threshold, precision_recall_f1
from ex08_roc import roc_auc
from ex10_calibration import expected_calibration_error
from ex11_recalibration import temperature_scale
from ex12_scikit_learn import is_separable


# ---------------------------------------------------------------- fit_temperature


def fit_temperature__factor(z, y):
    """Searches for the number that z is multiplied by, so it returns 1 / T in place of T."""
    candidates = np.geomspace(0.02, 10, 4000)
    losses = [log_loss(y, sigmoid(z * c)) for c in candidates]
    return float(candidates[np.argmin(losses)])


def fit_temperature__coarse_grid(z, y):
    """Tries only steps of 0.5, which is far too coarse where the best T is small."""
    best_T = 0.5
    best_loss = log_loss(y, temperature_scale(z, best_T))
    for T in np.arange(0.5, 20.5, 0.5):
        loss = log_loss(y, temperature_scale(z, T))
        if loss < best_loss:
            best_loss = loss
            best_T = T
    return float(best_T)


def fit_temperature__from_one(z, y):
    """Searches from 1 upwards only, as if a temperature could never be below 1."""
    def loss(T):
        return log_loss(y, temperature_scale(z, T))

    left, right = 1.0, 25.0
    while right - left > 1e-6:
        a = left + (right - left) / 3
        b = right - (right - left) / 3
        if loss(a) < loss(b):
            right = b
        else:
            left = a
    return (left + right) / 2


def fit_temperature__index(z, y):
    """Returns the place of the best temperature in the grid, not the temperature."""
    grid = np.exp(np.linspace(np.log(0.1), np.log(30), 3000))
    losses = []
    for T in grid:
        losses.append(log_loss(y, temperature_scale(z, T)))
    return float(np.argmin(losses))


def fit_temperature__log_of_zero(z, y):
    """Writes out the log loss without keeping p off 0 and 1, and argmin then picks a nan."""
    temps = np.arange(0.1, 25, 0.005)
    losses = np.zeros(len(temps))
    for i, T in enumerate(temps):
        p = sigmoid(z / T)
        losses[i] = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return float(temps[np.argmin(losses)])


# -------------------------------------------------------------------- platt_scale


def platt_scale__default_fit(z, y):
    """Fits with the default steps on the raw scores, too long for large ones and too few for small ones."""
    X = add_intercept(z.reshape(-1, 1))
    w = fit_logistic(X, y)
    return predict_proba(X, w)


def platt_scale__no_shift(z, y):
    """Fits the slope a alone and leaves out the shift b."""
    s = z / np.max(np.abs(z))
    a = 0.0
    for _ in range(20000):
        p = sigmoid(a * s)
        a = a - 4.0 * np.mean((p - y) * s)
    return sigmoid(a * s)


def platt_scale__raw_scores_at_the_end(z, y):
    """Fits a and b to the standardised scores, but applies them to the raw scores."""
    z_scaled = (z - z.mean()) / z.std()
    a, b = 0.0, 0.0
    for _ in range(10000):
        error = sigmoid(a * z_scaled + b) - y
        a -= 1.0 * np.mean(error * z_scaled)
        b -= 1.0 * np.mean(error)
    return sigmoid(a * z + b)


def platt_scale__paper_targets(z, y):
    """Moves the labels off 0 and 1 as Platt's paper does, which this exercise does not want."""
    n_pos = np.sum(y == 1)
    n_neg = np.sum(y == 0)
    target = np.where(y == 1, (n_pos + 1) / (n_pos + 2), 1 / (n_neg + 2))

    scaled = (z - z.mean()) / z.std()
    X = add_intercept(scaled[:, None])
    w = np.zeros(2)
    for step in range(10000):
        w = w - X.T @ (sigmoid(X @ w) - target) / len(z)
    return sigmoid(X @ w)


def platt_scale__on_probabilities(z, y):
    """Turns the scores into probabilities first and fits a and b to those instead of to z."""
    p = sigmoid(z)
    p_scaled = (p - np.mean(p)) / np.std(p)
    X = np.column_stack([np.ones(len(p)), p_scaled])
    w = fit_logistic(X, y, lr=1.0, epochs=10000)
    return predict_proba(X, w)


# ----------------------------------------------------------------------- isotonic


def isotonic__ties_apart(p, y):
    """Starts with a level for each ticket, so that tickets of equal p may get different values."""
    order = np.argsort(p, kind="stable")
    levels = []
    counts = []
    for i in order:
        levels.append(float(y[i]))
        counts.append(1)
        while len(levels) > 1 and levels[-2] >= levels[-1]:
            n = counts[-2] + counts[-1]
            level = (levels[-2] * counts[-2] + levels[-1] * counts[-1]) / n
            levels[-2:] = [level]
            counts[-2:] = [n]
    result = np.zeros(len(p))
    result[order] = np.repeat(levels, counts)
    return result


def isotonic__wrong_way_back(p, y):
    """Picks fitted[order] at the end, which does not undo the sorting."""
    order = np.argsort(p)
    p_sorted = p[order]
    y_sorted = y[order].astype(float)

    blocks = []
    for value in np.unique(p_sorted):
        same = y_sorted[p_sorted == value]
        blocks.append([same.sum(), len(same)])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            s, c = blocks.pop()
            blocks[-1][0] += s
            blocks[-1][1] += c

    fitted = []
    for s, c in blocks:
        fitted += [s / c] * c
    return np.array(fitted)[order]


def isotonic__no_look_back(p, y):
    """Joins a low level with the one before it once, and never looks back further."""
    values, inverse = np.unique(p, return_inverse=True)
    sums = np.bincount(inverse, weights=y)
    counts = np.bincount(inverse)

    blocks = []   # sum, number of tickets, number of distinct scores
    for s, c in zip(sums, counts):
        if blocks and blocks[-1][0] / blocks[-1][1] >= s / c:
            blocks[-1][0] += s
            blocks[-1][1] += c
            blocks[-1][2] += 1
        else:
            blocks.append([s, c, 1])

    levels = np.concatenate([np.full(k, s / c) for s, c, k in blocks])
    return levels[inverse]


def isotonic__plain_mean_of_levels(p, y):
    """Gives two joined levels their plain mean, without weighing them by their tickets."""
    values = sorted(set(p.tolist()))
    level = []
    members = []
    for v in values:
        level.append(float(np.mean(y[p == v])))
        members.append([v])
        while len(level) > 1 and level[-1] <= level[-2]:
            joined = (level[-1] + level[-2]) / 2
            level = level[:-2] + [joined]
            members = members[:-2] + [members[-2] + members[-1]]
    lookup = {}
    for lev, group in zip(level, members):
        for v in group:
            lookup[v] = lev
    return np.array([lookup[v] for v in p.tolist()])


def isotonic__integer_result(p, y):
    """Collects the levels in an array like y, whose integer (or bool) type cuts off the fractions."""
    scores = np.unique(p)
    groups = []
    for s in scores:
        groups.append((p == s))
        while len(groups) > 1 and np.mean(y[groups[-1]]) <= np.mean(y[groups[-2]]):
            last = groups.pop()
            groups[-1] = groups[-1] | last
    result = np.zeros_like(y)
    for mask in groups:
        result[mask] = np.mean(y[mask])
    return result


# ---------------------------------------------------------------- sklearn_weights


def sklearn_weights__ones_penalised(X, y, C):
    """Hands over the ones column as a feature with fit_intercept=False, so the intercept is penalised."""
    model = LogisticRegression(C=C, fit_intercept=False, tol=1e-10, max_iter=10000)
    model.fit(X, y)
    return model.coef_[0]


def sklearn_weights__usual_tol(X, y, C):
    """Leaves tol at scikit-learn's usual value, which stops too early for 5 decimals."""
    clf = LogisticRegression(C=C, max_iter=10000)
    clf.fit(X[:, 1:], y)
    return np.concatenate([clf.intercept_, clf.coef_[0]])


def sklearn_weights__one_over_c(X, y, C):
    """Passes 1 / C as C, mistaking the C it was given for the strength of the penalty."""
    model = LogisticRegression(C=1 / C, tol=1e-10, max_iter=10000).fit(X[:, 1:], y)
    w = np.zeros(X.shape[1])
    w[0] = model.intercept_[0]
    w[1:] = model.coef_[0]
    return w


def sklearn_weights__a_row(X, y, C):
    """Returns the weights as a matrix with one row, shape (1, D), not as a vector."""
    lr = LogisticRegression(C=C, tol=1e-10, max_iter=10000)
    lr.fit(X[:, 1:], y)
    return np.hstack([lr.intercept_.reshape(-1, 1), lr.coef_])


def sklearn_weights__coef_only(X, y, C):
    """Leaves the ones column in beside the library's own intercept and returns coef_ alone, so the intercept comes out as about 0."""
    model = LogisticRegression(C=C, tol=1e-10, max_iter=10000)
    model.fit(X, y)
    return model.coef_.ravel()


# ----------------------------------------------------------------- max_weight_gap


def max_weight_gap__abs_outside(w_ours, w_sklearn):
    """Takes the absolute value after the maximum, so a large negative difference is missed."""
    return float(abs(np.max(w_ours - w_sklearn)))


def max_weight_gap__euclidean(w_ours, w_sklearn):
    """Returns the Euclidean distance of the two vectors in place of the largest single distance."""
    return np.linalg.norm(w_ours - w_sklearn)


def max_weight_gap__mean(w_ours, w_sklearn):
    """Returns the mean distance in place of the largest."""
    total = 0.0
    for a, b in zip(w_ours, w_sklearn):
        total += abs(a - b)
    return total / len(w_ours)


def max_weight_gap__without_intercept(w_ours, w_sklearn):
    """Starts at the second weight and leaves out the intercept."""
    gap = 0.0
    for j in range(1, len(w_ours)):
        d = math.fabs(w_ours[j] - w_sklearn[j])
        if d > gap:
            gap = d
    return gap


def max_weight_gap__max_of_each(w_ours, w_sklearn):
    """Compares the largest weight of each set, not the weights that belong together."""
    return float(np.abs(np.max(w_ours) - np.max(w_sklearn)))


# ------------------------------------------------------------------- is_separable


def is_separable__weights_from_zero_on(X, y):
    """Forgets bounds, and linprog then looks only for weights of 0 or more."""
    sign = np.where(y == 1, 1, -1)
    A = -sign[:, None] * X
    b = -np.ones(len(y))
    result = linprog(np.zeros(X.shape[1]), A_ub=A, b_ub=b)
    return bool(result.success)


def is_separable__no_room(X, y):
    """Asks for scores of at least 0 and at most 0, which all weights 0 always satisfy."""
    A = []
    b = []
    for row, label in zip(X, y):
        if label:
            A.append(-row)
        else:
            A.append(row)
        b.append(0)
    c = [0] * X.shape[1]
    res = linprog(c, A_ub=A, b_ub=b, bounds=(None, None))
    return res.status == 0


def is_separable__adds_ones(X, y):
    """Adds a column of ones to the matrix, although the columns should be used as they come."""
    X = add_intercept(X)
    s = 2 * y.astype(int) - 1
    res = linprog(
        np.zeros(X.shape[1]),
        A_ub=-X * s.reshape(-1, 1),
        b_ub=-np.ones(X.shape[0]),
        bounds=[(None, None)] * X.shape[1],
    )
    return bool(res.success)


def is_separable__own_fit(X, y):
    """Only asks whether 2,000 steps of gradient descent separate the classes, which may be too few."""
    w = fit_logistic(X, y)
    z = X @ w
    return bool(np.all(z[y == 1] > 0) and np.all(z[y == 0] < 0))


def is_separable__single_column(X, y):
    """Asks for one column that separates the classes alone by a threshold, not for a weighted sum."""
    for j in range(X.shape[1]):
        yes = X[y == 1, j]
        no = X[y == 0, j]
        if yes.min() > no.max() or yes.max() < no.min():
            return True
    return False


# ----------------------------------------------------------------- hovering_cause


def hovering_cause__no_abs(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Compares the derivatives without abs, so large negative ones do not count."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    if np.any(gradient(X, y, w) > tol):
        return "not converged"
    return "weak features"


def hovering_cause__mean_p(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Looks at the mean probability instead of at each ticket's."""
    mean_p = np.mean(predict_proba(X, w))
    if mean_p < low or mean_p > high:
        return "none"
    g = gradient(X, y, w)
    if np.max(np.abs(g)) > tol:
        return "not converged"
    else:
        return "weak features"


def hovering_cause__all_outside(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Says none only where every probability lies outside, not where at least one does."""
    p = predict_proba(X, w)
    outside = [pi < low or pi > high for pi in p]
    if all(outside):
        return "none"
    slopes = gradient(X, y, w)
    if any(abs(s) > tol for s in slopes):
        return "not converged"
    return "weak features"


def hovering_cause__gradient_first(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Asks about the gradient before it asks about the probabilities."""
    p = predict_proba(X, w)
    g = np.abs(gradient(X, y, w))
    if (g > tol).any():
        return "not converged"
    elif p.min() < low or p.max() > high:
        return "none"
    else:
        return "weak features"


def hovering_cause__fixed_tol(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Uses 0.01 whatever tol is."""
    p = predict_proba(X, w)
    hovering = np.all((p >= low) & (p <= high))
    if not hovering:
        return "none"
    biggest = max(abs(d) for d in gradient(X, y, w))
    return "not converged" if biggest > 0.01 else "weak features"


# ---------------------------------------------------------- wrong_operating_point


def wrong_operating_point__same_threshold(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Takes the recall at t as well, and never looks at lower_t."""
    cm = confusion_matrix_at_threshold(y, p, t)
    precision, recall, f1 = precision_recall_f1(cm)
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__precision(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Takes the first of the three numbers for recall, which is precision."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[0]
    return bool(f1 < f1_below) and bool(recall > recall_above)


def wrong_operating_point__fixed_thresholds(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Uses the thresholds 0.5 and 0.3 whatever t and lower_t are."""
    cm_now = confusion_matrix_at_threshold(y, p, 0.5)
    cm_low = confusion_matrix_at_threshold(y, p, 0.3)
    _, _, f1 = precision_recall_f1(cm_now)
    _, recall, _ = precision_recall_f1(cm_low)
    if f1 < f1_below and recall > recall_above:
        return True
    return False


def wrong_operating_point__limits_count(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Counts an F1 or a recall that lies exactly on its limit."""
    _, _, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    _, recall, _ = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))
    return bool(f1 <= f1_below and recall >= recall_above)


def wrong_operating_point__strictly_above_t(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Counts by itself and flags only where p > threshold, so a p on the threshold is left out."""
    def counts(threshold):
        flagged = p > threshold
        tp = np.sum(flagged & (y == 1))
        fp = np.sum(flagged & (y == 0))
        fn = np.sum(~flagged & (y == 1))
        return tp, fp, fn

    tp, fp, fn = counts(t)
    f1 = 2 * tp / (2 * tp + fp + fn)
    tp, fp, fn = counts(lower_t)
    recall = tp / (tp + fn)
    return bool(f1 < f1_below and recall > recall_above)


# ----------------------------------------------------------------- miscalibration


def miscalibration__mean_p(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Takes the mean of p for how sure the model is, so a sure no counts as unsure."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure = np.mean(p)
    right = np.mean((p >= 0.5) == y)
    if sure > right:
        return "over-confident"
    return "under-confident"


def miscalibration__share_escalated(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Compares the confidence with the share escalated, not with the share of right answers."""
    ece = expected_calibration_error(y, p, n_bins)
    auc = roc_auc(y, p)
    if ece <= ece_above:
        return "none"
    elif auc <= auc_above:
        return "ranking"
    confidence = np.maximum(p, 1 - p).mean()
    if confidence > np.mean(y):
        return "over-confident"
    else:
        return "under-confident"


def miscalibration__auc_first(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Asks about the AUC before the ECE, so a bad ranking hides that the calibration is fine."""
    if not roc_auc(y, p) > auc_above:
        return "ranking"
    if not expected_calibration_error(y, p, n_bins) > ece_above:
        return "none"
    sure = sum(max(q, 1 - q) for q in p) / len(p)
    right = sum((q >= 0.5) == bool(label) for q, label in zip(p, y)) / len(p)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__auc_of_decisions(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Computes the AUC of the yes/no decisions instead of the probabilities."""
    pred = (p >= 0.5).astype(int)
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, pred) <= auc_above:
        return "ranking"
    confidence = np.where(p >= 0.5, p, 1 - p).mean()
    accuracy = np.mean(pred == y)
    if confidence > accuracy:
        return "over-confident"
    return "under-confident"


def miscalibration__ten_bins(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Uses 10 bins whatever n_bins is."""
    ece = expected_calibration_error(y, p, 10)
    if ece > ece_above:
        if roc_auc(y, p) > auc_above:
            sure = np.mean(np.maximum(p, 1 - p))
            right = np.mean((p >= 0.5).astype(int) == y)
            if sure > right:
                return "over-confident"
            return "under-confident"
        return "ranking"
    return "none"


# --------------------------------------------------------------- weight_gap_cause


def weight_gap_cause__first_column_only(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Looks for the ones in the first column only."""
    ones_ours = np.all(X_ours[:, 0] == 1)
    ones_theirs = np.all(X_theirs[:, 0] == 1)
    if ones_ours != ones_theirs:
        return "intercept"
    if not np.array_equal(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    if l2_ours == 0 and is_separable(X_ours, y):
        return "separable"
    return "not converged"


def weight_gap_cause__not_both(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Says intercept also where neither of the matrices has a column of ones."""
    def has_ones(X):
        return bool(np.any(np.all(X == 1, axis=0)))

    if not (has_ones(X_ours) and has_ones(X_theirs)):
        return "intercept"
    elif X_ours.shape != X_theirs.shape or np.any(X_ours != X_theirs):
        return "data"
    elif l2_ours != l2_theirs:
        return "penalty"
    elif l2_ours == 0 and l2_theirs == 0 and is_separable(X_ours, y):
        return "separable"
    else:
        return "not converged"


def weight_gap_cause__shape_forgotten(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Compares the entries without the shapes, and fails with an error where the shapes do not fit."""
    a = (X_ours == 1).all(axis=0).any()
    b = (X_theirs == 1).all(axis=0).any()
    if a != b:
        return "intercept"
    if (X_ours != X_theirs).any():
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    if l2_ours == 0 and is_separable(X_ours, y):
        return "separable"
    return "not converged"


def weight_gap_cause__separable_in_spite_of_penalty(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Blames separable tickets even where both fits are penalised."""
    n = len(y)
    ours_has_ones = any(np.sum(X_ours[:, j] == 1) == n for j in range(X_ours.shape[1]))
    theirs_has_ones = any(np.sum(X_theirs[:, j] == 1) == n for j in range(X_theirs.shape[1]))
    if ours_has_ones != theirs_has_ones:
        return "intercept"
    if not np.array_equal(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    if is_separable(X_ours, y):
        return "separable"
    return "not converged"


def weight_gap_cause__ones_added(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Puts a column of ones in front before it asks whether the matrix is separable."""
    ones_ours = np.any(np.all(X_ours == 1, axis=0))
    ones_theirs = np.any(np.all(X_theirs == 1, axis=0))
    if ones_ours != ones_theirs:
        return "intercept"
    if not np.array_equal(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    if l2_ours == 0 and is_separable(add_intercept(X_ours), y):
        return "separable"
    return "not converged"


# --------------------------------------------------------------------- first_rise


def first_rise__one_too_low(losses, tol=1e-9):
    """Returns the place before the rise, because np.diff is one shorter than the losses."""
    rises = np.where(np.diff(losses) > tol)[0]
    if len(rises) == 0:
        return -1
    return int(rises[0])


def first_rise__gives_up_at_once(losses, tol=1e-9):
    """Returns -1 as soon as the first step is no rise, and never looks at the later ones."""
    for i in range(1, len(losses)):
        if losses[i] - losses[i - 1] > tol:
            return i
        else:
            return -1
    return -1


def first_rise__from_zero(losses, tol=1e-9):
    """Starts at i = 0, where losses[i - 1] is the last loss."""
    for i in range(len(losses)):
        if losses[i] > losses[i - 1] + tol:
            return i
    return -1


def first_rise__argmax(losses, tol=1e-9):
    """Does not check whether there is a rise at all: argmax then gives 0, and the answer is 1 (or an error for a single loss)."""
    went_up = np.diff(losses) > tol
    return int(np.argmax(went_up)) + 1


def first_rise__no_tol(losses, tol=1e-9):
    """Leaves out tol, so that a rise by rounding counts as well."""
    before = losses[0]
    for i, loss in enumerate(losses[1:], start=1):
        if loss > before:
            return i
        before = loss
    return -1
