"""Wrong functions by who saw nothing but the students' files."""

import math

import numpy as np

from ex01_sigmoid import sigmoid
from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient


def sigmoid__missing_minus(z):
    """The minus in the exponent is missing, so the curve falls instead of rising."""
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(z))


def sigmoid__no_brackets(z):
    """The denominator has no brackets, so it computes (1 / 1) + e^(-z)."""
    z = np.clip(z, -700, 700)
    return 1 / 1 + np.exp(-z)


def sigmoid__nan_for_large(z):
    """It uses e^z / (1 + e^z), which is inf / inf = nan for very large z."""
    e = np.exp(z)
    return e / (1 + e)


def sigmoid__negatives_not_mirrored(z):
    """It takes the absolute value against overflow but forgets to mirror the result for negative z."""
    e = np.exp(-np.abs(z))
    p = 1 / (1 + e)
    return p


def sigmoid__numbers_only(z):
    """It uses `if` and math.exp, so it works for a single number but crashes on arrays."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    else:
        return math.exp(z) / (1 + math.exp(z))


def sigmoid__flattened(z):
    """It loops over the flattened array and never restores the shape, so a table comes back as a vector."""

    def one(v):
        if v < 0:
            return math.exp(v) / (1.0 + math.exp(v))
        return 1.0 / (1.0 + math.exp(-v))

    if np.isscalar(z):
        return one(z)
    result = []
    for v in z.flatten():
        result.append(one(v))
    return np.array(result)


def sigmoid__rounded(z):
    """It rounds the probabilities to 3 decimals, as the example shows them."""
    z = np.clip(z, -500, 500)
    return np.round(1 / (1 + np.exp(-z)), 3)


def add_intercept__ones_last(X_raw):
    """The column of ones stands behind the features instead of in front of them."""
    ones = np.ones((X_raw.shape[0], 1))
    return np.hstack([X_raw, ones])


def add_intercept__ones_never_set(X_raw):
    """The first column stays at the zeros that the matrix was made with, because it is never set to 1."""
    n, d = X_raw.shape
    X = np.zeros((n, d + 1))
    for i in range(n):
        for j in range(d):
            X[i, j + 1] = X_raw[i, j]
    return X


def add_intercept__insert_without_axis(X_raw):
    """np.insert is called without axis=1, so the table is flattened and gets a single 1 in front."""
    return np.insert(X_raw, 0, 1.0)


def add_intercept__skips_if_ones(X_raw):
    """It adds no column when the first feature happens to be all ones, although one is always to be added."""
    if np.all(X_raw[:, 0] == 1):
        return X_raw.copy()
    return np.column_stack([np.ones(len(X_raw)), X_raw])


def add_intercept__two_features(X_raw):
    """It hard-codes the two features length and frustration, so it crashes with one feature and drops the third and later ones."""
    length = X_raw[:, 0]
    frustration = X_raw[:, 1]
    return np.c_[np.ones(len(length)), length, frustration]


def add_intercept__ones_by_columns(X_raw):
    """It makes as many ones as there are columns instead of rows, so it crashes unless the table is square."""
    ones = np.ones((X_raw.shape[1], 1))
    return np.concatenate((ones, X_raw), axis=1)


def add_intercept__row_on_top(X_raw):
    """It puts a row of ones on top of the tickets instead of a column of ones in front of the features."""
    ones = np.ones(X_raw.shape[1])
    return np.vstack((ones, X_raw))


def linear_score__not_summed(X, w):
    """It multiplies each column by its weight but does not add the products up, so it returns a table (n, D)."""
    return X * w


def linear_score__sum_axis_0(X, w):
    """It sums along axis 0, so it adds up each column over the rows instead of each row over the columns."""
    return np.sum(X * w, axis=0)


def linear_score__column(X, w):
    """It makes w a column before the product, so the scores come out with shape (n, 1) instead of (n,)."""
    w_col = w.reshape(-1, 1)
    z = np.dot(X, w_col)
    return z


def linear_score__intercept_twice(X, w):
    """It adds the intercept w[0] once more, although the column of ones already brings it in."""
    return X @ w + w[0]


def linear_score__three_weights(X, w):
    """It hard-codes intercept, length and frustration, so it crashes with fewer than three columns and ignores any further ones."""
    return w[0] * X[:, 0] + w[1] * X[:, 1] + w[2] * X[:, 2]


def linear_score__total_not_reset(X, w):
    """The running total is not set back to 0 for each row, so each score includes those of the rows before."""
    scores = []
    total = 0.0
    for row in X:
        for x_j, w_j in zip(row, w):
            total += x_j * w_j
        scores.append(total)
    return np.array(scores)


def linear_score__squeezed(X, w):
    """It squeezes the result, so for a single ticket the score has shape () instead of (1,)."""
    z = X.dot(w[:, np.newaxis])
    return np.squeeze(z)


def predict_proba__score_only(X, w):
    """It forgets the sigmoid and returns the scores themselves."""
    p = linear_score(X, w)
    return p


def predict_proba__two_columns(X, w):
    """It returns two columns, one a class, as scikit-learn does, instead of class 1 alone."""
    p = sigmoid(linear_score(X, w))
    return np.column_stack((1 - p, p))


def predict_proba__labels(X, w):
    """It returns the predicted labels 0.0 and 1.0 at the threshold 0.5 instead of the probabilities."""
    p = sigmoid(linear_score(X, w))
    return np.where(p >= 0.5, 1.0, 0.0)


def predict_proba__class_zero(X, w):
    """It puts one more minus before the score that the sigmoid already negates, so it returns the probability of class 0."""
    z = X @ w
    return sigmoid(-z)


def predict_proba__overflow(X, w):
    """It writes its own sigmoid with math.exp, which raises OverflowError for scores below about -709."""
    probs = np.zeros(X.shape[0])
    for i in range(X.shape[0]):
        z = np.dot(X[i], w)
        probs[i] = 1 / (1 + math.exp(-z))
    return probs


def predict_proba__sigmoid_before_sum(X, w):
    """It puts the sigmoid around each product and sums afterwards, instead of squeezing the sum."""
    return sigmoid(X * w).sum(axis=1)


def predict_proba__loop_over_weights(X, w):
    """It loops over the number of weights instead of the number of rows, so it is right only for as many rows as weights."""
    z = linear_score(X, w)
    return np.array([sigmoid(z[i]) for i in range(len(w))])


def log_loss__minus_on_first_term(y_true, p):
    """The minus stands before the first term only and not before the whole bracket."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.mean(-(y_true * np.log(p)) + (1 - y_true) * np.log(1 - p))


def log_loss__sum(y_true, p):
    """It returns the sum of the losses instead of their mean."""
    eps = 1e-15
    total = 0.0
    for y, q in zip(y_true, p):
        q = min(max(q, eps), 1 - eps)
        if y == 1:
            total += -math.log(q)
        else:
            total += -math.log(1 - q)
    return total


def log_loss__not_clipped(y_true, p):
    """It does not keep p off 0 and 1, so the result is nan or inf when a probability is exactly 0 or 1."""
    losses = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return losses.mean()


def log_loss__step_too_large(y_true, p):
    """It clips p to 0.01 and 0.99, so certain mistakes cost only 4.6 and very good answers cost too much."""
    p = np.clip(p, 0.01, 0.99)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__log10(y_true, p):
    """It uses the logarithm to base 10 instead of the natural one."""
    q = np.clip(p, 1e-12, 1 - 1e-12)
    losses = [-np.log10(q[i]) if y_true[i] else -np.log10(1 - q[i]) for i in range(len(q))]
    return float(np.mean(losses))


def log_loss__step_too_small(y_true, p):
    """The step 1e-20 is too small, since 1 - 1e-20 is exactly 1.0 for a float, so p = 1 still gives nan or inf."""
    eps = 1e-20
    p = np.clip(p, eps, 1 - eps)
    loss = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return np.mean(loss)


def log_loss__mean_per_class(y_true, p):
    """It averages each class on its own and then takes the mean of the two, so the classes count alike whatever their sizes, and a missing one gives nan."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    loss_yes = -np.log(p[y_true == 1])
    loss_no = -np.log(1 - p[y_true == 0])
    return (loss_yes.mean() + loss_no.mean()) / 2


def gradient__y_minus_p(X, y, w):
    """It uses y - p instead of p - y, so every derivative has the wrong sign."""
    p = predict_proba(X, w)
    error = y - p
    return X.T @ error / len(y)


def gradient__not_averaged(X, y, w):
    """It adds up what the tickets say but does not divide by n."""
    p = predict_proba(X, w)
    grad = np.zeros(len(w))
    for i in range(len(y)):
        grad += (p[i] - y[i]) * X[i]
    return grad


def gradient__no_sigmoid(X, y, w):
    """It takes the scores X w for p, as in linear regression, and forgets the sigmoid."""
    n = X.shape[0]
    p = X @ w
    return (X.T @ (p - y)) / n


def gradient__slope_kept(X, y, w):
    """It multiplies the error by the sigmoid's slope p (1 - p), which should have cancelled."""
    p = sigmoid(linear_score(X, w))
    dz = (p - y) * p * (1 - p)
    return np.dot(X.T, dz) / X.shape[0]


def gradient__chain_rule_nan(X, y, w):
    """It computes the links of the chain rule without cancelling p (1 - p), so a p of exactly 0 or 1 gives nan."""
    p = predict_proba(X, w)
    dL_dp = (p - y) / (p * (1 - p))
    dp_dz = p * (1 - p)
    dz_dw = X
    return np.mean((dL_dp * dp_dz)[:, None] * dz_dw, axis=0)


def gradient__changes_X(X, y, w):
    """It multiplies the errors into X in place, so the caller's design matrix is changed."""
    err = predict_proba(X, w) - y
    X *= err.reshape(-1, 1)
    return X.mean(axis=0)


def gradient__column_minus_vector(X, y, w):
    """It subtracts the vector y from a column p, which builds an (n, n) table, so the result has shape (D, n)."""
    n = len(y)
    p = sigmoid(X @ w.reshape(-1, 1))
    return X.T @ (p - y) / n


def numerical_gradient__forward(X, y, w, h=1e-5):
    """It takes the forward difference (loss at w + h minus loss at w) / h instead of the central one."""
    base = log_loss(y, predict_proba(X, w))
    grad = np.zeros(len(w))
    for j in range(len(w)):
        w_up = w.copy()
        w_up[j] += h
        grad[j] = (log_loss(y, predict_proba(X, w_up)) - base) / h
    return grad


def numerical_gradient__no_brackets(X, y, w, h=1e-5):
    """The brackets around 2 * h are missing, so it divides by 2 and then multiplies by h."""
    grad = []
    for j in range(w.size):
        up = w.copy()
        down = w.copy()
        up[j] = up[j] + h
        down[j] = down[j] - h
        diff = log_loss(y, predict_proba(X, up)) - log_loss(y, predict_proba(X, down))
        grad.append(diff / 2 * h)
    return np.array(grad)


def numerical_gradient__all_moved(X, y, w, h=1e-5):
    """It moves all the weights at once instead of one at a time, so every entry is the same number."""

    def loss(weights):
        return log_loss(y, predict_proba(X, weights))

    return np.array([(loss(w + h) - loss(w - h)) / (2 * h) for j in range(len(w))])


def numerical_gradient__no_copy(X, y, w, h=1e-5):
    """w_plus and w_minus are both w itself and not copies, so the two losses are equal and the result is all zeros."""
    grad = np.zeros_like(w)
    for j in range(len(w)):
        w_plus = w
        w_minus = w
        w_plus[j] += h
        w_minus[j] -= h
        loss_plus = log_loss(y, predict_proba(X, w_plus))
        loss_minus = log_loss(y, predict_proba(X, w_minus))
        grad[j] = (loss_plus - loss_minus) / (2 * h)
    return grad


def numerical_gradient__not_put_back(X, y, w, h=1e-5):
    """It moves the entries of w itself and does not put them back, so w ends h lower and later weights are measured at the wrong place."""
    result = np.zeros(w.shape)
    for j in range(w.shape[0]):
        old = w[j]
        w[j] = old + h
        above = log_loss(y, predict_proba(X, w))
        w[j] = old - h
        below = log_loss(y, predict_proba(X, w))
        result[j] = (above - below) / (2 * h)
    return result


def numerical_gradient__h_ignored(X, y, w, h=1e-5):
    """It hard-codes a step of 1e-5 and ignores the argument h."""
    eps = 1e-5
    D = len(w)
    grad = np.zeros(D)
    for j in range(D):
        step = np.zeros(D)
        step[j] = eps
        f_plus = log_loss(y, predict_proba(X, w + step))
        f_minus = log_loss(y, predict_proba(X, w - step))
        grad[j] = (f_plus - f_minus) / (2 * eps)
    return grad


def numerical_gradient__formula(X, y, w, h=1e-5):
    """It returns the exact gradient from the formula instead of measuring differences, so h has no effect."""
    return gradient(X, y, w)
