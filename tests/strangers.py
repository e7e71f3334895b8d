"""Wrong functions as students write them, made before anybody looked into the misconceptions.

`tests.confusion` asks diagnosis about each. The docstring says what is really the matter.
"""

import math

import numpy as np


def sigmoid__plus_sign(z):
    """The exponent has the wrong sign."""
    return 1 / (1 + np.exp(z))


def sigmoid__tanh(z):
    """It is tanh, a curve from -1 to 1."""
    return np.tanh(z)


def sigmoid__rounded_like_the_table(z):
    """It rounds to 3 decimals, as the table prints."""
    return np.round(1 / (1 + np.exp(-np.clip(z, -500, 500))), 3)


def sigmoid__softmax(z):
    """It divides by the sum over all entries, as a softmax."""
    e = np.exp(z)
    return e / e.sum()


def sigmoid__brackets(z):
    """The brackets are missing: 1 / 1 + exp(-z)."""
    return 1 / 1 + np.exp(-z)


def sigmoid__prints(z):
    """It prints the value and returns nothing."""
    p = 1 / (1 + np.exp(-z))
    print(p)


def sigmoid__math_exp(z):
    """math.exp takes one number, no array."""
    return 1 / (1 + math.exp(-z))


def sigmoid__big_clip(z):
    """It clips z at 5, so that far scores all get the same probability."""
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


def sigmoid__list_comes_back(z):
    """It takes apart what may be a scalar: a number cannot be iterated."""
    return np.array([1 / (1 + np.exp(-v)) for v in z])


def sigmoid__derivative(z):
    """It returns the derivative p (1 - p)."""
    p = 1 / (1 + np.exp(-z))
    return p * (1 - p)


def add_intercept__at_the_end(X_raw):
    """The ones stand in the last column."""
    return np.hstack([X_raw, np.ones((len(X_raw), 1))])


def add_intercept__row_of_ones(X_raw):
    """It adds a row of ones instead of a column."""
    return np.vstack([np.ones(X_raw.shape[1]), X_raw])


def add_intercept__zeros(X_raw):
    """The first column is zeros."""
    return np.column_stack([np.zeros(len(X_raw)), X_raw])


def add_intercept__forgot(X_raw):
    """It returns X_raw without a column of ones."""
    return X_raw


def linear_score__elementwise(X, w):
    """It multiplies entry by entry and does not add up."""
    return X * w


def linear_score__without_intercept(X, w):
    """It leaves the intercept out."""
    return X[:, 1:] @ w[1:]


def linear_score__mean(X, w):
    """It takes the mean instead of the sum over the features."""
    return np.mean(X * w, axis=1)


def linear_score__wrong_axis(X, w):
    """It adds along the tickets instead of along the features."""
    return np.sum(X * w, axis=0)


def predict_proba__score_only(X, w):
    """It stops at the linear score; the sigmoid is missing."""
    return X @ w


def predict_proba__labels(X, w):
    """It returns decisions instead of probabilities."""
    return (1 / (1 + np.exp(-(X @ w))) >= 0.5).astype(float)


def predict_proba__other_class(X, w):
    """It returns the probability of class 0."""
    return 1 - 1 / (1 + np.exp(-(X @ w)))


def log_loss__sum(y_true, p):
    """It adds up and never divides by the number of tickets."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__sign(y_true, p):
    """The minus is missing."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__log10(y_true, p):
    """It uses the logarithm to base 10."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


def log_loss__positive_half(y_true, p):
    """Only the escalated tickets are counted."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y_true * np.log(p))


def log_loss__no_clip(y_true, p):
    """log(0) is -inf, and 0 times it is nan."""
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__squared(y_true, p):
    """It is the mean squared error."""
    return np.mean((y_true - p) ** 2)


def log_loss__vector(y_true, p):
    """It returns a loss a ticket, without the mean."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__swapped(y_true, p):
    """Labels and probabilities are exchanged in the formula."""
    y = np.clip(y_true, 1e-12, 1 - 1e-12)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


def gradient__no_mean(X, y, w):
    """The division by n is missing."""
    return X.T @ (1 / (1 + np.exp(-(X @ w))) - y)


def gradient__y_minus_p(X, y, w):
    """The difference is taken the wrong way round."""
    return X.T @ (y - 1 / (1 + np.exp(-(X @ w)))) / len(y)


def gradient__divides_by_features(X, y, w):
    """It divides by the number of columns instead of the number of tickets."""
    return X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / X.shape[1]


def gradient__linear(X, y, w):
    """The sigmoid is missing: that is the gradient of least squares."""
    return X.T @ (X @ w - y) / len(y)


def gradient__squared_error(X, y, w):
    """It is the gradient of the squared error, with p (1 - p) in it."""
    p = 1 / (1 + np.exp(-(X @ w)))
    return X.T @ ((p - y) * p * (1 - p)) / len(y)


def gradient__twice(X, y, w):
    """There is a 2 in front, as with squares."""
    return 2 * X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)


def gradient__rows(X, y, w):
    """It returns one row a ticket, without the sum over the tickets."""
    p = 1 / (1 + np.exp(-(X @ w)))
    return X * (p - y)[:, None] / len(y)


def gradient__scalar(X, y, w):
    """It takes a mean over everything and gives one number."""
    p = 1 / (1 + np.exp(-(X @ w)))
    return np.mean(X.T @ (p - y))


def numerical_gradient__one_sided(X, y, w, h=1e-5):
    """It is a forward difference, not a central one."""

    def loss(v):
        p = np.clip(1 / (1 + np.exp(-(X @ v))), 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    g = np.zeros(len(w))
    for j in range(len(w)):
        step = np.zeros(len(w))
        step[j] = h
        g[j] = (loss(w + step) - loss(w)) / h
    return g


def numerical_gradient__h_not_doubled(X, y, w, h=1e-5):
    """It divides by h where the two points are 2 h apart."""

    def loss(v):
        p = np.clip(1 / (1 + np.exp(-(X @ v))), 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    g = np.zeros(len(w))
    for j in range(len(w)):
        step = np.zeros(len(w))
        step[j] = h
        g[j] = (loss(w + step) - loss(w - step)) / h
    return g


def numerical_gradient__changes_w(X, y, w, h=1e-5):
    """It adds h to the caller's w and never takes it away again."""

    def loss(v):
        p = np.clip(1 / (1 + np.exp(-(X @ v))), 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    g = np.zeros(len(w))
    for j in range(len(w)):
        w[j] += h
        up = loss(w)
        w[j] -= 2 * h
        down = loss(w)
        g[j] = (up - down) / (2 * h)
    return g


def fit_logistic__uphill(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """It adds the gradient and so climbs."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-np.clip(X @ w, -500, 500))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w + lr * g
        if verbose:
            print(w)
    return w


def fit_logistic__penalises_intercept(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The intercept is penalised too."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y) + l2 / len(y) * w
        w = w - lr * g
        if verbose:
            print(w)
    return w


def fit_logistic__l2_not_over_n(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The penalty is not divided by n."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 * w[1:]
        w = w - lr * g
        if verbose:
            print(w)
    return w


def fit_logistic__one_step_short(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """range(1, epochs) makes one step too few."""
    w = np.zeros(X.shape[1])
    for _ in range(1, epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
        if verbose:
            print(w)
    return w


def fit_logistic__return_in_loop(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The return stands inside the loop, so it makes one step only."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
        if verbose:
            print(w)
        return w
    return w


def fit_logistic__random_start(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """It starts at random weights instead of zeros."""
    w = np.random.default_rng(0).normal(size=X.shape[1]) * 0.01
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
        if verbose:
            print(w)
    return w


def fit_logistic__always_prints(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """It prints even where verbose is False."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
        if epoch % 100 == 0:
            print(epoch, w)
    return w


def fit_logistic__own_rate(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """It has a learning rate of its own and ignores the given one."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - 0.1 * g
        if verbose:
            print(w)
    return w


def loss_history__after_the_step(X, y, lr=0.5, epochs=2000, l2=0.0):
    """It notes the loss after each step instead of before it."""
    w = np.zeros(X.shape[1])
    losses = []
    for _ in range(epochs):
        g = X.T @ (1 / (1 + np.exp(-(X @ w))) - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
        p = np.clip(1 / (1 + np.exp(-(X @ w))), 1e-12, 1 - 1e-12)
        losses.append(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    return np.array(losses)


def loss_history__last_only(X, y, lr=0.5, epochs=2000, l2=0.0):
    """It returns the last loss alone."""
    w = np.zeros(X.shape[1])
    loss = 0.0
    for _ in range(epochs):
        p = np.clip(1 / (1 + np.exp(-(X @ w))), 1e-12, 1 - 1e-12)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        g = X.T @ (p - y) / len(y)
        g[1:] += l2 / len(y) * w[1:]
        w = w - lr * g
    return loss


def predict_with_threshold__strict(p, t):
    """A score exactly at the threshold is not flagged."""
    return (p > t).astype(int)


def predict_with_threshold__round(p, t):
    """It rounds and so ignores the threshold."""
    return np.round(p).astype(int)


def compute_confusion_matrix__transposed(y, pred):
    """Rows and columns are exchanged."""
    tp = np.sum((y == 1) & (pred == 1))
    tn = np.sum((y == 0) & (pred == 0))
    fp = np.sum((y == 0) & (pred == 1))
    fn = np.sum((y == 1) & (pred == 0))
    return np.array([[tn, fn], [fp, tp]])


def compute_confusion_matrix__tp_first(y, pred):
    """It begins with TP, as many books print it."""
    tp = np.sum((y == 1) & (pred == 1))
    tn = np.sum((y == 0) & (pred == 0))
    fp = np.sum((y == 0) & (pred == 1))
    fn = np.sum((y == 1) & (pred == 0))
    return np.array([[tp, fp], [fn, tn]])


def compute_confusion_matrix__flat(y, pred):
    """The four counts come in a row, not in a matrix."""
    tp = np.sum((y == 1) & (pred == 1))
    tn = np.sum((y == 0) & (pred == 0))
    fp = np.sum((y == 0) & (pred == 1))
    fn = np.sum((y == 1) & (pred == 0))
    return np.array([tn, fp, fn, tp])


def confusion_matrix_at_threshold__strict(y, p, t):
    """A score exactly at the threshold is not flagged."""
    pred = (p > t).astype(int)
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])


def precision_recall_f1__no_guard(cm):
    """Nothing guards the division by 0, and NumPy makes a nan of it."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)


def precision_recall_f1__columns_for_rows(cm):
    """FP and FN are read the wrong way round, so precision and recall are exchanged."""
    tp, tn = cm[1][1], cm[0][0]
    fn, fp = cm[0][1], cm[1][0]
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
    return precision, recall, f1


def sweep_thresholds__without_t(y, p, thresholds):
    """The threshold itself is missing from the rows."""
    rows = []
    for t in thresholds:
        flagged = p >= t
        tp = np.sum(flagged & (y == 1))
        fp = np.sum(flagged & (y == 0))
        fn = np.sum(~flagged & (y == 1))
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
        rows.append((precision, recall, f1))
    return rows


def sweep_thresholds__sorted(y, p, thresholds):
    """It sorts the thresholds; the order given is wanted."""
    rows = []
    for t in sorted(thresholds):
        flagged = p >= t
        tp = np.sum(flagged & (y == 1))
        fp = np.sum(flagged & (y == 0))
        fn = np.sum(~flagged & (y == 1))
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
        rows.append((t, precision, recall, f1))
    return rows


def sweep_thresholds__only_the_last(y, p, thresholds):
    """The return stands inside the loop: only the first threshold is looked at."""
    rows = []
    for t in thresholds:
        flagged = p >= t
        tp = np.sum(flagged & (y == 1))
        fp = np.sum(flagged & (y == 0))
        fn = np.sum(~flagged & (y == 1))
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
        rows.append((t, precision, recall, f1))
        return rows
    return rows


def best_f1_threshold__index(y, p, thresholds):
    """It returns the place of the best threshold, not the threshold."""
    scores = []
    for t in thresholds:
        flagged = p >= t
        tp = np.sum(flagged & (y == 1))
        scores.append(2 * tp / (np.sum(flagged) + np.sum(y == 1)))
    return int(np.argmax(scores))


def best_f1_threshold__score(y, p, thresholds):
    """It returns the best F1, not the threshold that gives it."""
    scores = []
    for t in thresholds:
        flagged = p >= t
        tp = np.sum(flagged & (y == 1))
        scores.append(2 * tp / (np.sum(flagged) + np.sum(y == 1)))
    return max(scores)


def best_f1_threshold__accuracy(y, p, thresholds):
    """It looks for the best accuracy instead of the best F1."""
    scores = [np.mean((p >= t) == (y == 1)) for t in thresholds]
    return thresholds[int(np.argmax(scores))]


def roc_points__tpr_first(y, p, thresholds=None):
    """The pairs are (tpr, fpr); (fpr, tpr) is wanted."""
    if thresholds is None:
        thresholds = [np.inf, *np.sort(np.unique(p))[::-1]]
    points = []
    for t in thresholds:
        flagged = p >= t
        tpr = np.sum(flagged & (y == 1)) / np.sum(y == 1)
        fpr = np.sum(flagged & (y == 0)) / np.sum(y == 0)
        points.append((tpr, fpr))
    return points


def roc_points__ends_added(y, p, thresholds=None):
    """It adds the corners (0, 0) and (1, 1) even where thresholds are given."""
    if thresholds is None:
        thresholds = np.sort(np.unique(p))[::-1]
    points = [(0.0, 0.0)]
    for t in thresholds:
        flagged = p >= t
        tpr = np.sum(flagged & (y == 1)) / np.sum(y == 1)
        fpr = np.sum(flagged & (y == 0)) / np.sum(y == 0)
        points.append((fpr, tpr))
    points.append((1.0, 1.0))
    return points


def roc_auc__ties_lost(y, p):
    """Ties count nothing; half is wanted."""
    pos, neg = p[y == 1], p[y == 0]
    return sum(a > b for a in pos for b in neg) / (len(pos) * len(neg))


def roc_auc__reversed(y, p):
    """It counts the pairs in which the quiet ticket scores higher."""
    pos, neg = p[y == 1], p[y == 0]
    return np.mean([1.0 if a < b else 0.5 if a == b else 0.0 for a in pos for b in neg])


def roc_auc__trapezoid_negative(y, p):
    """The trapezoids are added from right to left, so the area comes out negative."""
    ts = [*np.sort(np.unique(p)), np.inf]
    fpr = [np.sum((p >= t) & (y == 0)) / np.sum(y == 0) for t in ts]
    tpr = [np.sum((p >= t) & (y == 1)) / np.sum(y == 1) for t in ts]
    return np.trapezoid(tpr, fpr)


def expected_cost__swapped(y, p, t, cost_fn=120, cost_fp=18):
    """The two costs are exchanged."""
    flagged = p >= t
    fn = np.sum(~flagged & (y == 1))
    fp = np.sum(flagged & (y == 0))
    return fn * cost_fp + fp * cost_fn


def expected_cost__per_ticket(y, p, t, cost_fn=120, cost_fp=18):
    """It divides by the number of tickets."""
    flagged = p >= t
    fn = np.sum(~flagged & (y == 1))
    fp = np.sum(flagged & (y == 0))
    return (fn * cost_fn + fp * cost_fp) / len(y)


def expected_cost__numbers_in_the_code(y, p, t, cost_fn=120, cost_fp=18):
    """120 and 18 stand in the code, so that other costs change nothing."""
    flagged = p >= t
    fn = np.sum(~flagged & (y == 1))
    fp = np.sum(flagged & (y == 0))
    return fn * 120 + fp * 18


def best_threshold_by_cost__dearest(y, p, thresholds, cost_fn=120, cost_fp=18):
    """It takes the dearest threshold."""
    costs = []
    for t in thresholds:
        flagged = p >= t
        costs.append(cost_fn * np.sum(~flagged & (y == 1)) + cost_fp * np.sum(flagged & (y == 0)))
    return thresholds[int(np.argmax(costs))]


def best_threshold_by_cost__the_cost(y, p, thresholds, cost_fn=120, cost_fp=18):
    """It returns the lowest cost, not the threshold."""
    costs = []
    for t in thresholds:
        flagged = p >= t
        costs.append(cost_fn * np.sum(~flagged & (y == 1)) + cost_fp * np.sum(flagged & (y == 0)))
    return min(costs)


def reliability_bins__empty_bins(y, p, n_bins):
    """Empty bins are kept, as nan."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    mean_p, share, count = [], [], []
    for b in range(n_bins):
        inside = where == b
        mean_p.append(p[inside].mean() if inside.any() else np.nan)
        share.append(y[inside].mean() if inside.any() else np.nan)
        count.append(inside.sum())
    return np.array(mean_p), np.array(share), np.array(count)


def reliability_bins__one_falls_out(y, p, n_bins):
    """p = 1 belongs to the last bin; here it falls out of all."""
    edges = np.linspace(0, 1, n_bins + 1)
    mean_p, share, count = [], [], []
    for a, b in zip(edges[:-1], edges[1:], strict=True):
        inside = (p >= a) & (p < b)
        if inside.any():
            mean_p.append(p[inside].mean())
            share.append(y[inside].mean())
            count.append(inside.sum())
    return np.array(mean_p), np.array(share), np.array(count)


def reliability_bins__sklearn_order(y, p, n_bins):
    """The first two arrays are exchanged, as scikit-learn returns them."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    bins = np.unique(where)
    mean_p = np.array([p[where == b].mean() for b in bins])
    share = np.array([y[where == b].mean() for b in bins])
    return share, mean_p, np.array([np.sum(where == b) for b in bins])


def reliability_bins__middle_of_bin(y, p, n_bins):
    """It gives the middle of each bin instead of the mean p in it."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    bins = np.unique(where)
    share = np.array([y[where == b].mean() for b in bins])
    return (bins + 0.5) / n_bins, share, np.array([np.sum(where == b) for b in bins])


def expected_calibration_error__unweighted(y, p, n_bins):
    """Every bin counts alike, however many tickets are in it."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    gaps = [abs(y[where == b].mean() - p[where == b].mean()) for b in np.unique(where)]
    return np.mean(gaps)


def expected_calibration_error__no_abs(y, p, n_bins):
    """Without the absolute value gaps in both directions cancel."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    total = 0.0
    for b in np.unique(where):
        inside = where == b
        total += inside.sum() / len(y) * (y[inside].mean() - p[inside].mean())
    return total


def expected_calibration_error__largest_gap(y, p, n_bins):
    """It is the largest gap, not the weighted mean."""
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    return max(abs(y[where == b].mean() - p[where == b].mean()) for b in np.unique(where))


def temperature_scale__times(z, T):
    """It multiplies by T instead of dividing."""
    return 1 / (1 + np.exp(-z * T))


def temperature_scale__after(z, T):
    """It divides the probability by T instead of the score."""
    return 1 / (1 + np.exp(-z)) / T


def temperature_scale__no_sigmoid(z, T):
    """The sigmoid is missing."""
    return z / T


def fit_temperature__coarse(z, y):
    """It tries whole numbers only."""

    def loss(T):
        p = np.clip(1 / (1 + np.exp(-z / T)), 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    return float(min(range(1, 21), key=loss))


def fit_temperature__loss(z, y):
    """It returns the lowest loss, not the temperature."""

    def loss(T):
        p = np.clip(1 / (1 + np.exp(-z / T)), 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    return min(loss(T) for T in np.linspace(0.2, 20, 2000))


def platt_scale__not_fitted(z, y):
    """Nothing is fitted: a = 1, b = 0."""
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def platt_scale__returns_a_and_b(z, y):
    """It returns a and b, not the probabilities."""
    a, b = 1.0, 0.0
    for _ in range(20000):
        p = 1 / (1 + np.exp(-np.clip(a * z + b, -500, 500)))
        a -= 0.001 * np.mean((p - y) * z)
        b -= 0.001 * np.mean(p - y)
    return a, b


def isotonic__sorted_order(p, y):
    """The result comes in the order of p, not of the input."""
    order = np.argsort(p, kind="stable")
    blocks = []
    for value in y[order].astype(float):
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            b = blocks.pop()
            a = blocks.pop()
            blocks.append([(a[0] * a[1] + b[0] * b[1]) / (a[1] + b[1]), a[1] + b[1]])
    return np.concatenate([np.full(n, v) for v, n in blocks])


def isotonic__running_maximum(p, y):
    """It takes a running maximum instead of pooling."""
    order = np.argsort(p, kind="stable")
    out = np.empty(len(p))
    out[order] = np.maximum.accumulate(y[order])
    return out


def max_weight_gap__no_abs(w_ours, w_sklearn):
    """The absolute value is missing."""
    return np.max(w_ours - w_sklearn)


def max_weight_gap__sum(w_ours, w_sklearn):
    """It adds the gaps up instead of taking the largest."""
    return np.sum(np.abs(w_ours - w_sklearn))


def sklearn_weights__no_intercept(X, y, C):
    """The ones column is given with fit_intercept=False, so the intercept is penalised."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=C, fit_intercept=False, tol=1e-10, max_iter=10000)
    return model.fit(X, y).coef_[0]


def sklearn_weights__without_first(X, y, C):
    """The intercept is missing from the answer."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=C, tol=1e-10, max_iter=10000)
    return model.fit(X[:, 1:], y).coef_[0]


def is_separable__one_feature(X, y):
    """It looks at each feature alone and misses diagonal lines."""
    for j in range(X.shape[1]):
        a, b = X[y == 1, j], X[y == 0, j]
        if a.min() > b.max() or a.max() < b.min():
            return True
    return False


def first_rise__zero_based(losses, tol=1e-9):
    """It gives the place before the rise."""
    for i in range(len(losses) - 1):
        if losses[i + 1] > losses[i] + tol:
            return i
    return -1


def first_rise__last(losses, tol=1e-9):
    """It gives the last rise, not the first."""
    found = -1
    for i in range(1, len(losses)):
        if losses[i] > losses[i - 1] + tol:
            found = i
    return found


def first_rise__none(losses, tol=1e-9):
    """Where there is no rise it returns None instead of -1."""
    for i in range(1, len(losses)):
        if losses[i] > losses[i - 1] + tol:
            return i


def hovering_cause__any_inside(X, y, w, low=0.4, high=0.6, tol=0.01):
    """It says none where all p lie outside; one outside is enough."""
    p = 1 / (1 + np.exp(-(X @ w)))
    g = X.T @ (p - y) / len(y)
    if np.all((p < low) | (p > high)):
        return "none"
    if np.any(np.abs(g) > tol):
        return "not converged"
    return "weak features"


def hovering_cause__no_abs(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Without abs a large negative gradient counts as converged."""
    p = 1 / (1 + np.exp(-(X @ w)))
    g = X.T @ (p - y) / len(y)
    if np.any((p < low) | (p > high)):
        return "none"
    if np.any(g > tol):
        return "not converged"
    return "weak features"


def miscalibration__order(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The ranking is asked about before the ECE."""
    pos, neg = p[y == 1], p[y == 0]
    auc = np.mean([1.0 if a > b else 0.5 if a == b else 0.0 for a in pos for b in neg])
    where = np.minimum((p * n_bins).astype(int), n_bins - 1)
    ece = 0.0
    for b in np.unique(where):
        inside = where == b
        ece += inside.mean() * abs(y[inside].mean() - p[inside].mean())
    if auc <= auc_above:
        return "ranking"
    if ece <= ece_above:
        return "none"
    if np.mean(np.maximum(p, 1 - p)) > np.mean((p >= 0.5) == y):
        return "over-confident"
    return "under-confident"
