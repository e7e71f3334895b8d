"""Wrong functions by who saw nothing but the students' files."""

import math

import numpy as np

from ex01_sigmoid import sigmoid
from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient
from ex06_threshold import (
    compute_confusion_matrix,
    confusion_matrix_at_threshold,
    precision_recall_f1,
    predict_with_threshold,
)
from ex07_sweep import sweep_thresholds


# ---------------------------------------------------------------- fit_logistic


def fit_logistic__penalises_intercept(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The penalty is added for every weight, the intercept's included."""
    n, d = X.shape
    w = np.zeros(d)
    for epoch in range(epochs):
        g = gradient(X, y, w) + (l2 / n) * w
        w = w - lr * g
        if verbose and epoch % 100 == 0:
            print(epoch, log_loss(y, predict_proba(X, w)))
    return w


def fit_logistic__penalty_not_over_n(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The penalty is l2 * w, not divided by the number of tickets."""
    w = np.zeros(X.shape[1])
    for i in range(epochs):
        grad = gradient(X, y, w)
        grad[1:] += l2 * w[1:]
        w -= lr * grad
        if verbose and i % 50 == 0:
            print("epoch", i, "weights", w)
    return w


def fit_logistic__penalty_shares_memory(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The weights for the penalty are no copy, so putting 0 in their first place also resets the intercept at each step."""
    n = len(y)
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        grad = gradient(X, y, w)
        w_penalty = w
        w_penalty[0] = 0
        w = w - lr * (grad + l2 / n * w_penalty)
        if verbose and epoch % 100 == 0:
            print(f"epoch {epoch}: w = {w}")
    return w


def fit_logistic__stops_when_flat(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """It stops before all epochs are done once the loss changes by less than 1e-6."""
    n = X.shape[0]
    w = np.zeros(X.shape[1])
    old_loss = math.inf
    for epoch in range(epochs):
        loss = log_loss(y, predict_proba(X, w))
        if verbose and epoch % 100 == 0:
            print("epoch", epoch, "loss", loss)
        if abs(old_loss - loss) < 1e-6:
            break
        old_loss = loss
        penalty = (l2 / n) * w
        penalty[0] = 0.0
        w = w - lr * (gradient(X, y, w) + penalty)
    return w


def fit_logistic__prints_every_1000(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """With verbose=True it prints only at each 1000th step, so nothing at all for 100 to 999 epochs."""
    n, n_features = X.shape
    w = np.zeros(n_features)
    mask = np.ones(n_features)
    mask[0] = 0
    for epoch in range(1, epochs + 1):
        w = w - lr * (gradient(X, y, w) + l2 / n * w * mask)
        if verbose and epoch % 1000 == 0:
            print(f"Epoch {epoch}: loss = {log_loss(y, predict_proba(X, w)):.4f}")
    return w


def fit_logistic__sum_not_mean(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The gradient of the loss is summed over the tickets, not averaged."""
    n = len(X)
    w = np.zeros(X.shape[1])
    for k in range(epochs):
        p = sigmoid(X @ w)
        g = X.T @ (p - y)
        g[1:] = g[1:] + l2 / n * w[1:]
        w = w - lr * g
        if verbose and k % 100 == 0:
            print("step", k)
    return w


def fit_logistic__one_step_short(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The counter starts at 1 and stops before epochs, so one step is missing."""
    n = len(y)
    w = np.zeros(X.shape[1])
    epoch = 1
    while epoch < epochs:
        step = gradient(X, y, w)
        for j in range(1, len(w)):
            step[j] += (l2 / n) * w[j]
        w = w - lr * step
        if verbose and epoch % 10 == 0:
            print("epoch", epoch, "of", epochs)
        epoch += 1
    return w


# ---------------------------------------------------------------- loss_history


def loss_history__after_each_step(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The loss is written down after each step, not before it."""
    n = len(y)
    w = np.zeros(X.shape[1])
    losses = []
    for _ in range(epochs):
        reg = (l2 / n) * w
        reg[0] = 0
        w = w - lr * (gradient(X, y, w) + reg)
        losses.append(log_loss(y, predict_proba(X, w)))
    return np.array(losses)


def loss_history__one_too_many(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The loss after the last step is written down too, so there are epochs + 1 values."""
    n, d = X.shape
    w = np.zeros(d)
    history = [log_loss(y, predict_proba(X, w))]
    for epoch in range(epochs):
        grad = gradient(X, y, w)
        grad[1:] += l2 / n * w[1:]
        w = w - lr * grad
        history.append(log_loss(y, predict_proba(X, w)))
    return np.array(history)


def loss_history__penalty_in_loss(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The penalty is added to the loss that is written down."""
    n = X.shape[0]
    w = np.zeros(X.shape[1])
    losses = np.zeros(epochs)
    for i in range(epochs):
        p = predict_proba(X, w)
        losses[i] = log_loss(y, p) + l2 / (2 * n) * np.sum(w[1:] ** 2)
        g = X.T @ (p - y) / n
        g[1:] += l2 / n * w[1:]
        w = w - lr * g
    return losses


def loss_history__steps_without_l2(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The penalty is left out altogether, so l2 does not change the steps either."""
    w = np.zeros(X.shape[1])
    losses = []
    for epoch in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * gradient(X, y, w)
    return np.array(losses)


def loss_history__first_stays_zero(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The loss at w = 0 is never computed, so the first value stays 0."""
    n = len(y)
    w = np.zeros(X.shape[1])
    losses = np.zeros(epochs)
    for i in range(1, epochs):
        penalty = l2 / n * w
        penalty[0] = 0
        w = w - lr * (gradient(X, y, w) + penalty)
        losses[i] = log_loss(y, predict_proba(X, w))
    return losses


def loss_history__log_of_zero(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The loss is written out without keeping p off 0 and 1, so it becomes nan or inf where p gets there."""

    def loss(p):
        return -np.mean(y * np.log(p) + (1 - y.astype(float)) * np.log(1 - p))

    n = len(y)
    w = np.zeros(X.shape[1])
    out = []
    for _ in range(epochs):
        out.append(loss(sigmoid(linear_score(X, w))))
        pull = np.concatenate(([0.0], w[1:])) * l2 / n
        w = w - lr * (gradient(X, y, w) + pull)
    return np.array(out)


def loss_history__penalty_from_new_weights(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The penalty is taken from the weights already moved by the gradient, not from those before the step."""
    n = len(y)
    w = np.zeros(X.shape[1])
    losses = []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * gradient(X, y, w)
        w[1:] = w[1:] - lr * (l2 / n) * w[1:]
    return np.array(losses)


# ------------------------------------------------------ predict_with_threshold


def predict_with_threshold__strict(p, t):
    """A ticket exactly on the threshold is not flagged (> for >=)."""
    return np.where(p > t, 1, 0)


def predict_with_threshold__booleans(p, t):
    """It returns True and False, not the integers 1 and 0."""
    return p >= t


def predict_with_threshold__floats(p, t):
    """It returns floats 1.0 and 0.0, because np.zeros makes floats."""
    pred = np.zeros(len(p))
    pred[p >= t] = 1
    return pred


def predict_with_threshold__always_half(p, t):
    """It compares with 0.5, whatever the threshold is."""
    return (p >= 0.5).astype(int)


def predict_with_threshold__overwrites_p(p, t):
    """The array p itself is overwritten with zeros and ones."""
    for i in range(len(p)):
        if p[i] >= t:
            p[i] = 1
        else:
            p[i] = 0
    return p.astype(int)


def predict_with_threshold__rounds_first(p, t):
    """The probabilities are rounded to 2 decimals before the comparison, so a ticket just below t may be flagged."""
    p = np.round(p, 2)
    return (p >= t).astype(int)


def predict_with_threshold__list(p, t):
    """It returns a Python list, not an array."""
    return [1 if prob >= t else 0 for prob in p]


# ---------------------------------------------------- compute_confusion_matrix


def compute_confusion_matrix__transposed(y, pred):
    """Rows are the decisions and columns the labels, so FP and FN change places."""
    cm = np.zeros((2, 2), dtype=int)
    for label, decision in zip(y, pred):
        cm[int(decision), int(label)] += 1
    return cm


def compute_confusion_matrix__tp_first(y, pred):
    """The layout is that of many books, [[TP, FN], [FP, TN]]."""
    tp = np.sum((y == 1) & (pred == 1))
    tn = np.sum((y == 0) & (pred == 0))
    fp = np.sum((y == 0) & (pred == 1))
    fn = np.sum((y == 1) & (pred == 0))
    return np.array([[tp, fn], [fp, tn]])


def compute_confusion_matrix__counts_once(y, pred):
    """Adding 1 by index arrays counts each kind of pair at most once."""
    cm = np.zeros((2, 2), dtype=int)
    cm[y.astype(int), pred] += 1
    return cm


def compute_confusion_matrix__bincount_too_short(y, pred):
    """Without minlength=4 bincount gives too few counts where there is no true positive, and reshape fails."""
    codes = 2 * y.astype(int) + pred
    return np.bincount(codes).reshape(2, 2)


def compute_confusion_matrix__bool_as_index(y, pred):
    """The labels are used as an index as they are, which works for 0 and 1 but counts wrongly for True and False."""
    cm = np.zeros((2, 2), dtype=int)
    for i in range(len(y)):
        cm[y[i], pred[i]] += 1
    return cm


def compute_confusion_matrix__only_seen_values(y, pred):
    """The table has places only for values that occur, so it is (1, 1) where labels and decisions are all 0 or all 1."""
    values = np.unique(np.concatenate([y.astype(int), pred]))
    rows = []
    for a in values:
        rows.append([np.sum((y == a) & (pred == b)) for b in values])
    return np.array(rows)


def compute_confusion_matrix__float_counts(y, pred):
    """The counts are floats, because np.zeros was not told dtype=int."""
    cm = np.zeros((2, 2))
    for actual, flagged in zip(y, pred):
        if actual and flagged:
            cm[1, 1] += 1
        elif actual and not flagged:
            cm[1, 0] += 1
        elif not actual and flagged:
            cm[0, 1] += 1
        else:
            cm[0, 0] += 1
    return cm


# ----------------------------------------------- confusion_matrix_at_threshold


def confusion_matrix_at_threshold__strict(y, p, t):
    """A ticket exactly on the threshold is not flagged (> for >=)."""
    pred = (p > t).astype(int)
    return compute_confusion_matrix(y, pred)


def confusion_matrix_at_threshold__arguments_swapped(y, p, t):
    """Decisions and labels are handed over in the wrong order, so FP and FN change places."""
    pred = predict_with_threshold(p, t)
    return compute_confusion_matrix(pred, y)


def confusion_matrix_at_threshold__always_half(y, p, t):
    """The decisions are made at 0.5, whatever the threshold is."""
    return compute_confusion_matrix(y, predict_with_threshold(p, 0.5))


def confusion_matrix_at_threshold__thresholds_labels(y, p, t):
    """The threshold is applied to the labels y, not to the probabilities p."""
    decisions = predict_with_threshold(y, t)
    return compute_confusion_matrix(y, decisions)


def confusion_matrix_at_threshold__flat(y, p, t):
    """The four counts come as one flat row TN, FP, FN, TP, not as a 2 by 2 table."""
    tn, fp, fn, tp = compute_confusion_matrix(y, predict_with_threshold(p, t)).ravel()
    return np.array([tn, fp, fn, tp])


def confusion_matrix_at_threshold__loses_ties(y, p, t):
    """A ticket exactly on the threshold is counted nowhere (> for flagged, < for not flagged)."""
    tn = fp = fn = tp = 0
    for yi, pi in zip(y, p):
        if yi == 1 and pi > t:
            tp += 1
        elif yi == 1 and pi < t:
            fn += 1
        elif yi == 0 and pi > t:
            fp += 1
        elif yi == 0 and pi < t:
            tn += 1
    return np.array([[tn, fp], [fn, tp]])


def confusion_matrix_at_threshold__tp_and_tn_swapped(y, p, t):
    """TP and TN stand in each other's place: [[TP, FP], [FN, TN]]."""
    flagged = p >= t
    escalated = y == 1
    TP = np.sum(flagged & escalated)
    FP = np.sum(flagged & ~escalated)
    FN = np.sum(~flagged & escalated)
    TN = np.sum(~flagged & ~escalated)
    return np.array([[TP, FP], [FN, TN]])


# --------------------------------------------------------- precision_recall_f1


def precision_recall_f1__ravel_order(cm):
    """The counts are read as TP, FP, FN, TN, so TP and TN are mixed up."""
    tp, fp, fn, tn = cm.ravel()
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
    return precision, recall, f1


def precision_recall_f1__wrong_axis(cm):
    """Precision divides by the row and recall by the column, so the two change places."""

    def share(part, whole):
        return float(part / whole) if whole > 0 else 0.0

    precision = share(cm[1, 1], cm[1, :].sum())
    recall = share(cm[1, 1], cm[:, 1].sum())
    f1 = share(2 * precision * recall, precision + recall)
    return precision, recall, f1


def precision_recall_f1__plain_mean(cm):
    """F1 is the plain mean of precision and recall, not the harmonic one."""
    (tn, fp), (fn, tp) = cm
    precision = 0.0
    recall = 0.0
    if tp + fp != 0:
        precision = tp / (tp + fp)
    if tp + fn != 0:
        recall = tp / (tp + fn)
    return float(precision), float(recall), float((precision + recall) / 2)


def precision_recall_f1__recall_unguarded(cm):
    """Recall is not guarded against 0 / 0, so recall and F1 are nan where no ticket was escalated."""
    TP = cm[1, 1]
    FP = cm[0, 1]
    FN = cm[1, 0]
    if TP + FP == 0:
        precision = 0.0
    else:
        precision = TP / (TP + FP)
    recall = TP / (TP + FN)
    if precision + recall == 0:
        f1 = 0.0
    else:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1


def precision_recall_f1__f1_unguarded_without_tp(cm):
    """F1 is guarded only against an undefined precision or recall, so it is nan where both are defined and 0."""
    tp, fp, fn = cm[1][1], cm[0][1], cm[1][0]
    flagged = tp + fp
    escalated = tp + fn
    precision = tp / flagged if flagged else 0.0
    recall = tp / escalated if escalated else 0.0
    if flagged == 0 or escalated == 0:
        f1 = 0.0
    else:
        f1 = 2 * precision * recall / (precision + recall)
    return (precision, recall, f1)


def precision_recall_f1__rounded(cm):
    """The three numbers are rounded to 3 decimals."""
    tn, fp, fn, tp = cm.ravel().tolist()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(precision, 3), round(recall, 3), round(f1, 3)


def precision_recall_f1__f1_bracket(cm):
    """The brackets round precision + recall are missing in F1."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if (tp + fp) > 0 else 0.0
    recall = tp / (tp + fn) if (tp + fn) > 0 else 0.0
    f1 = 0.0
    if precision > 0 and recall > 0:
        f1 = 2 * precision * recall / precision + recall
    return precision, recall, f1


# ------------------------------------------------------------ sweep_thresholds


def sweep_thresholds__sorted(y, p, thresholds):
    """The rows come in ascending order of the threshold, not in the order given."""
    rows = []
    for t in sorted(thresholds):
        cm = confusion_matrix_at_threshold(y, p, t)
        precision, recall, f1 = precision_recall_f1(cm)
        rows.append((t, precision, recall, f1))
    return rows


def sweep_thresholds__dict_drops_repeats(y, p, thresholds):
    """The results are collected in a dict, so a threshold given twice has one row only."""
    results = {}
    for t in thresholds:
        results[t] = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    return [(t, pr, rc, f1) for t, (pr, rc, f1) in results.items()]


def sweep_thresholds__return_in_loop(y, p, thresholds):
    """The return is indented into the loop, so only the first threshold has a row."""
    result = []
    for t in thresholds:
        cm = confusion_matrix_at_threshold(y, p, t)
        prec, rec, f1 = precision_recall_f1(cm)
        result.append((t, prec, rec, f1))
        return result


def sweep_thresholds__nested_row(y, p, thresholds):
    """Each row is a pair of the threshold and a tuple of three, not four numbers."""
    return [(t, precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]


def sweep_thresholds__recall_first(y, p, thresholds):
    """Precision and recall are unpacked in the wrong order and so change places in the row."""
    table = []
    for threshold in thresholds:
        recall, precision, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, threshold))
        table.append((threshold, precision, recall, f1))
    return table


def sweep_thresholds__skips_undefined(y, p, thresholds):
    """A threshold that flags nothing is left out, where its row should have 0.0."""
    rows = []
    for t in thresholds:
        cm = confusion_matrix_at_threshold(y, p, t)
        if cm[0, 1] + cm[1, 1] == 0:
            continue
        rows.append((t,) + tuple(precision_recall_f1(cm)))
    return rows


def sweep_thresholds__strict(y, p, thresholds):
    """A ticket exactly on a threshold is not flagged (> for >=)."""
    flags = p[None, :] > np.array(thresholds)[:, None]
    rows = []
    for t, flagged in zip(thresholds, flags):
        cm = compute_confusion_matrix(y, flagged.astype(int))
        rows.append((t, *precision_recall_f1(cm)))
    return rows


# ----------------------------------------------------------- best_f1_threshold


def best_f1_threshold__index(y, p, thresholds):
    """It returns the place of the best threshold in the list, not the threshold."""
    f1s = [row[3] for row in sweep_thresholds(y, p, thresholds)]
    return int(np.argmax(f1s))


def best_f1_threshold__f1_itself(y, p, thresholds):
    """It returns the highest F1, not the threshold that reaches it."""
    rows = sweep_thresholds(y, p, thresholds)
    return max(f1 for t, precision, recall, f1 in rows)


def best_f1_threshold__starts_at_half(y, p, thresholds):
    """Where every F1 is 0 it returns the start value 0.5, which need not be one of those given."""
    best_t = 0.5
    best_f1 = 0.0
    for t, precision, recall, f1 in sweep_thresholds(y, p, thresholds):
        if f1 > best_f1:
            best_f1 = f1
            best_t = t
    return best_t


def best_f1_threshold__max_without_key(y, p, thresholds):
    """max compares the rows by their first number, so it returns the largest threshold."""
    best_row = max(sweep_thresholds(y, p, thresholds))
    return best_row[0]


def best_f1_threshold__recall_column(y, p, thresholds):
    """The column of recall is maximised, not that of F1 (index 2 for 3)."""
    rows = np.array(sweep_thresholds(y, p, thresholds))
    return float(rows[np.argmax(rows[:, 2]), 0])


def best_f1_threshold__sorts_argument(y, p, thresholds):
    """It sorts the caller's list of thresholds in place."""
    thresholds.sort()
    scores = []
    for t in thresholds:
        scores.append(precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2])
    return thresholds[scores.index(max(scores))]


def best_f1_threshold__mean_of_ties(y, p, thresholds):
    """Where several thresholds share the highest F1 it returns their mean, which need not be one of those given."""
    table = np.array(sweep_thresholds(y, p, thresholds))
    best = table[:, 3] == table[:, 3].max()
    return float(np.mean(table[best, 0]))
