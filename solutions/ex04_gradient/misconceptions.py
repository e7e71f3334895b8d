"""Plausible wrong versions of ex04_gradient, each with the sentence a student should read."""

import numpy as np

from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss


def t4_gradient_by_hand__sign_swapped():
    """The error is p minus y, not y minus p: T4 was escalated, so its error is below 0."""
    return (0.5, 1.75, 3.0)


def t4_gradient_by_hand__averaged():
    """This is one ticket's gradient: there is nothing to divide by eight yet."""
    return (-0.0625, -0.21875, -0.375)


def t4_gradient_by_hand__all_tickets():
    """These are the averages over all eight tickets; asked for is T4 alone."""
    return (0.0, -0.49375, -1.0)


def t4_gradient_by_hand__error_of_one():
    """With all weights 0 the model does not say p = 0: what is the sigmoid of a score of 0?"""
    return (-1.0, -3.5, -6.0)


def t4_gradient_by_hand__slope_not_cancelled():
    """The sigmoid's slope p (1 - p) cancels against the loss's denominator: it counts no more."""
    return (-0.125, -0.4375, -0.75)


def t4_gradient_by_hand__intercept_left_out():
    """The intercept is a weight too: its x is the 1 in front of the row."""
    return (-1.75, -3.0)


def t4_gradient_by_hand__intercept_zero():
    """The intercept's weight is 0 now, but its x is 1: the error times that x is asked for."""
    return (0.0, -1.75, -3.0)


def t4_gradient_by_hand__order_swapped():
    """Mind the order: the intercept first, then length, then frustration."""
    return (-0.5, -3.0, -1.75)


def gradient__summed(X, y, w):
    """The loss is a mean over the tickets, and so is its gradient: a sum grows with n."""
    return X.T @ (predict_proba(X, w) - y)


def gradient__sign_swapped(X, y, w):
    """The error is p minus y. With y minus p the arrow points downhill; that turn comes later."""
    return X.T @ (y - predict_proba(X, w)) / len(y)


def gradient__no_sigmoid(X, y, w):
    """The error compares a probability with the label; X w alone is still a score."""
    return X.T @ (linear_score(X, w) - y) / len(y)


def gradient__divided_by_columns(X, y, w):
    """The mean goes over the tickets, which are the rows of X; you divide by its columns."""
    return X.T @ (predict_proba(X, w) - y) / X.shape[1]


def gradient__divided_by_eight(X, y, w):
    """Divide by the number of tickets that came in: it will not always be eight."""
    return X.T @ (predict_proba(X, w) - y) / 8


def gradient__doubled(X, y, w):
    """The 2 belongs to squared errors, where it comes down from the exponent; here is no square."""
    return 2 * X.T @ (predict_proba(X, w) - y) / len(y)


def gradient__of_squared_error(X, y, w):
    """p (1 - p) is one factor too many: with the log loss it cancels out of the product."""
    p = predict_proba(X, w)
    return X.T @ ((p - y) * p * (1 - p)) / len(y)


def gradient__by_p_only(X, y, w):
    """You differentiated the loss by p and stopped: the sigmoid's slope is the next link."""
    p = predict_proba(X, w)
    return X.T @ ((p - y) / (p * (1 - p))) / len(y)


# hidden only: visible checks stay near the tickets, where no score is above 4
def gradient__certain_beyond_four(X, y, w):
    """A score of 5 is not certainty: p there is 0.993, and its ticket still pulls a little."""
    z = linear_score(X, w)
    p = np.where(z > 4, 1.0, np.where(z < -4, 0.0, predict_proba(X, w)))
    return X.T @ (p - y) / len(y)


def gradient__label_left_out(X, y, w):
    """The labels never enter: how far off is p? That depends on what really happened."""
    return X.T @ predict_proba(X, w) / len(y)


def gradient__means_multiplied(X, y, w):
    """The mean of products is not the product of means: pair each error with its own row first."""
    return np.mean(predict_proba(X, w) - y) * X.mean(axis=0)


def gradient__features_left_out(X, y, w):
    """Each weight has a derivative of its own: the error must be multiplied by that column of X."""
    return np.full(len(w), np.mean(predict_proba(X, w) - y))


def gradient__yes_or_no(X, y, w):
    """The error uses the probability itself: rounded to yes or no, 0.51 and 0.99 look alike."""
    return X.T @ ((predict_proba(X, w) >= 0.5) * 1.0 - y) / len(y)


def gradient__at_zero(X, y, w):
    """p must come from the weights that were given, not from weights of 0."""
    return X.T @ (0.5 - y) / len(y)


def gradient__last_ticket_only(X, y, w):
    """Each turn of your loop replaces the ticket before it: only the last one is left."""
    p = predict_proba(X, w)
    total = np.zeros(len(w))
    for i in range(len(y)):
        total = (p[i] - y[i]) * X[i]
    return total / len(y)


def gradient__returned_too_early(X, y, w):
    """Your function returns inside the loop, after the first ticket: the others never speak."""
    p = predict_proba(X, w)
    total = np.zeros(len(w))
    for i in range(len(y)):
        total += (p[i] - y[i]) * X[i]
        return total / len(y)


def gradient__one_number(X, y, w):
    """A gradient has one number a weight; yours were merged into a single one."""
    return float(np.mean(X.T @ (predict_proba(X, w) - y) / len(y)))


def gradient__one_row_each(X, y, w):
    """These are the single tickets' gradients, one row each: average them over the tickets."""
    return (predict_proba(X, w) - y)[:, None] * X


def gradient__intercept_left_out(X, y, w):
    """The column of ones belongs to the intercept, and its weight needs a derivative too."""
    return X[:, 1:].T @ (predict_proba(X, w) - y) / len(y)


def gradient__as_a_column(X, y, w):
    """The shape is (D,), a plain list of derivatives, not a column of them."""
    return (X.T @ (predict_proba(X, w) - y) / len(y)).reshape(-1, 1)


def gradient__rounded(X, y, w):
    """Do not round inside a function: near the bottom of the valley the slopes are tiny."""
    return np.round(X.T @ (predict_proba(X, w) - y) / len(y), 3)


def gradient__argument_overwritten(X, y, w):
    """You multiply into the caller's X. The next call would start from a spoiled table."""
    np.multiply(X, (predict_proba(X, w) - y)[:, None], out=X)
    return X.mean(axis=0)


def numerical_gradient__formula(X, y, w, h=1e-5):
    """This is the formula again, which h cannot move: measure it from the losses instead."""
    return X.T @ (predict_proba(X, w) - y) / len(y)


def numerical_gradient__forward(X, y, w, h=1e-5):
    """You compare w[j] + h with w itself; a central difference has one foot on each side."""
    here = log_loss(y, predict_proba(X, w))
    steps = h * np.eye(len(w))
    return np.array([(log_loss(y, predict_proba(X, w + s)) - here) / h for s in steps])


def numerical_gradient__backward(X, y, w, h=1e-5):
    """You compare w itself with w[j] - h; a central difference has one foot on each side."""
    here = log_loss(y, predict_proba(X, w))
    steps = h * np.eye(len(w))
    return np.array([(here - log_loss(y, predict_proba(X, w - s))) / h for s in steps])


def numerical_gradient__divided_by_h(X, y, w, h=1e-5):
    """From w[j] - h to w[j] + h it is more than h: divide by the whole distance."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((log_loss(y, above) - log_loss(y, below)) / h)
    return np.array(result)


def numerical_gradient__not_divided(X, y, w, h=1e-5):
    """A difference of losses is not yet a slope: divide by how far the weight moved."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append(log_loss(y, above) - log_loss(y, below))
    return np.array(result)


def numerical_gradient__times_h(X, y, w, h=1e-5):
    """Mind the brackets: / 2 * h divides by 2 and then multiplies by h."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((log_loss(y, above) - log_loss(y, below)) / 2 * h)
    return np.array(result)


def numerical_gradient__sign_swapped(X, y, w, h=1e-5):
    """Above minus below, in this order: a loss that rises with the weight has a positive slope."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((log_loss(y, below) - log_loss(y, above)) / (2 * h))
    return np.array(result)


def numerical_gradient__all_at_once(X, y, w, h=1e-5):
    """w + h moves every weight at once: then nobody knows which of them changed the loss."""
    above, below = log_loss(y, predict_proba(X, w + h)), log_loss(y, predict_proba(X, w - h))
    return np.full(len(w), (above - below) / (2 * h))


def numerical_gradient__never_put_back(X, y, w, h=1e-5):
    """A weight that was moved stays moved while the next ones are measured: put it back first."""
    result = []
    for j in range(len(w)):
        w[j] += h
        above = log_loss(y, predict_proba(X, w))
        w[j] -= 2 * h
        below = log_loss(y, predict_proba(X, w))
        result.append((above - below) / (2 * h))
    return np.array(result)


def numerical_gradient__down_only_back(X, y, w, h=1e-5):
    """After going up by h, going down by h only brings you back to w: below is further down."""
    moved = w.copy()
    result = []
    for j in range(len(w)):
        moved[j] += h
        above = log_loss(y, predict_proba(X, moved))
        moved[j] -= h
        below = log_loss(y, predict_proba(X, moved))
        result.append((above - below) / (2 * h))
    return np.array(result)


def numerical_gradient__two_names_one_array(X, y, w, h=1e-5):
    """above = w gives w a second name, not a second array: both of your points are the same one."""
    result = []
    for j in range(len(w)):
        above, below = w, w
        above[j] += h
        below[j] -= h
        losses = log_loss(y, predict_proba(X, above)), log_loss(y, predict_proba(X, below))
        result.append((losses[0] - losses[1]) / (2 * h))
    return np.array(result)


def numerical_gradient__fixed_h(X, y, w, h=1e-5):
    """Your step is always the same: use the h that the caller chose."""
    h = 0.01
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((log_loss(y, above) - log_loss(y, below)) / (2 * h))
    return np.array(result)


def numerical_gradient__of_the_score(X, y, w, h=1e-5):
    """Before the loss is taken, a score has to become a probability."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = linear_score(X, w + step), linear_score(X, w - step)
        result.append((log_loss(y, above) - log_loss(y, below)) / (2 * h))
    return np.array(result)


def numerical_gradient__of_the_probability(X, y, w, h=1e-5):
    """You measured how the mean probability changes; asked for is how the loss changes."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((np.mean(above) - np.mean(below)) / (2 * h))
    return np.array(result)


def numerical_gradient__of_squared_error(X, y, w, h=1e-5):
    """The loss of this chapter is the log loss, not the mean squared error."""
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((np.mean((above - y) ** 2) - np.mean((below - y) ** 2)) / (2 * h))
    return np.array(result)


def numerical_gradient__intercept_left_out(X, y, w, h=1e-5):
    """The intercept is a weight too: begin with weight number 0."""
    result = np.zeros(len(w))
    for j in range(1, len(w)):
        step = h * np.eye(len(w))[j]
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result[j] = (log_loss(y, above) - log_loss(y, below)) / (2 * h)
    return result


def numerical_gradient__one_number(X, y, w, h=1e-5):
    """One slope a weight: your loop keeps only the last one."""
    slope = 0.0
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        slope = (log_loss(y, above) - log_loss(y, below)) / (2 * h)
    return slope


def numerical_gradient__second_difference(X, y, w, h=1e-5):
    """Above minus twice the middle plus below is the curvature; the slope needs the ends alone."""
    here = log_loss(y, predict_proba(X, w))
    result = []
    for step in h * np.eye(len(w)):
        above, below = predict_proba(X, w + step), predict_proba(X, w - step)
        result.append((log_loss(y, above) - 2 * here + log_loss(y, below)) / h**2)
    return np.array(result)
