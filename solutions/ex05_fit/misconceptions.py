"""Plausible wrong versions of ex05_fit, each with the sentence a student should read."""

import numpy as np

from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient


def first_step_by_hand__uphill():
    """The gradient points uphill; the step goes the other way."""
    return (0.0, -0.395, -0.8)


def first_step_by_hand__learning_rate_left_out():
    """These are the gradient's numbers with their sign turned: the step is lr times as long."""
    return (0.0, 0.494, 1.0)


def first_step_by_hand__summed():
    """The gradient is the mean over the eight tickets, not their sum."""
    return (0.0, 3.16, 6.4)


def first_step_by_hand__t4_alone():
    """This is a step on T4 alone; asked for is a step on the mean over all eight tickets."""
    return (0.4, 1.4, 2.4)


def first_step_by_hand__still_at_zero():
    """These are the weights before the step: where does the gradient take them?"""
    return (0.0, 0.0, 0.0)


def first_step_by_hand__intercept_left_out():
    """The intercept's weight belongs to the answer, even if it hardly moves."""
    return (0.395, 0.8)


def first_step_by_hand__two_decimals():
    """Three decimals are asked for: one of your numbers was rounded too far."""
    return (0.0, 0.4, 0.8)


def first_step_by_hand__one_number_not_scaled():
    """One of your numbers is still the gradient's: lr multiplies every one of them."""
    return (0.0, 0.395, 1.0)


def first_step_by_hand__intercept_without_signs():
    """For the intercept, add up the eight errors with their signs: some are below 0."""
    return (-0.4, 0.395, 0.8)


def fit_logistic__uphill(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The gradient points to where the loss rises: walk the other way."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w + lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__one_step_short(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Count your steps for epochs = 1: range(1, epochs) leaves one out."""
    w = np.zeros(X.shape[1])
    for epoch in range(1, epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__one_step_too_many(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Count your steps for epochs = 1: you take one more than asked for."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs + 1):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__returned_in_loop(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Your return stands inside the loop: the walk ends after its first step."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
        return w
    return w


def fit_logistic__gradient_taken_once(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """After a step the ground is another one: take the gradient anew at every step."""
    w = np.zeros(X.shape[1])
    slope = gradient(X, y, w)
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (slope + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__weights_replaced(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A step goes on from where you stand: your new weights forget the old ones."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = -lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__summed(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The step is lr times the mean over the tickets; a sum makes it n times too long."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (len(y) * gradient(X, y, w) + l2 * np.r_[0, w[1:]])
    return w


def fit_logistic__averaged_twice(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """gradient is an average already: dividing by n once more makes the steps tiny."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 * np.r_[0, w[1:]]) / len(y)
    return w


def fit_logistic__straight_line(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Without the sigmoid this fits a straight line; the error is p - y, not the score minus y."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        error = np.clip(linear_score(X, w), -1e6, 1e6) - y
        w = w - lr * (X.T @ error / len(y) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__one_ticket_at_a_time(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You step after every ticket; full batch means one step an epoch, on the mean over all."""
    w = np.zeros(X.shape[1])
    penalty = l2 / len(y) * np.r_[0, np.ones(len(w) - 1)]
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        for i in range(len(y)):
            w = w - lr * (gradient(X[i : i + 1], y[i : i + 1], w) + penalty * w)
    return w


def fit_logistic__always_three(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You always start with three weights; how many there must be, the table that comes says."""
    w = np.zeros(3)
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__one_weight_at_a_time(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """All weights move at once: the second must not see that the first has moved already."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        for j in range(len(w)):
            w[j] -= lr * (gradient(X, y, w)[j] + (l2 / len(y) * w[j] if j else 0))
    return w


def fit_logistic__intercept_penalised(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Your penalty pulls on the intercept too, and it is meant to stay free."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * w)
    return w


def fit_logistic__last_weight_free(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The weight that stays free is the intercept's, which stands first, not last."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[w[:-1], 0])
    return w


def fit_logistic__penalty_not_divided(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The penalty is shared out over the tickets: it enters as (l2 / n) w."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 * np.r_[0, w[1:]])
    return w


def fit_logistic__penalty_doubled(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """There is no 2 in front of the penalty's gradient here: it is (l2 / n) w."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + 2 * l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__penalty_left_out(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """l2 never enters your steps: where does a penalty on the weights change the gradient?"""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * gradient(X, y, w)
    return w


def fit_logistic__penalty_pushes(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A penalty pulls the weights towards 0; with your sign it drives them away from it."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) - l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__penalty_is_c(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A larger l2 means a stronger pull; C goes the other way, and the two agree only at 1."""
    w = np.zeros(X.shape[1])
    strength = 1 / l2 if l2 else 0.0
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + strength / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__penalty_by_sign(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """This penalty (l1) pulls on all weights alike; an l2 penalty pulls in proportion to w."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.sign(np.r_[0, w[1:]]))
    return w


def fit_logistic__penalty_without_lr(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The penalty is part of the gradient, so that lr multiplies it as well."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * gradient(X, y, w) - l2 / len(y) * np.r_[0, w[1:]]
    return w


def fit_logistic__penalty_after_the_step(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Your penalty looks at the weights after the step; both parts belong to where you stand."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * gradient(X, y, w)
        w = w - lr * l2 / len(y) * np.r_[0, w[1:]]
    return w


def fit_logistic__lr_ignored(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Your step has always the same length: use the lr that the caller chose."""
    lr = 0.5
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__epochs_ignored(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You walk always equally far: take as many steps as the caller asks for."""
    w = np.zeros(X.shape[1])
    for epoch in range(2000):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__shrinking_steps(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Your steps grow shorter on the way; here lr stays the same from first to last."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        slope = gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]]
        w = w - lr / (1 + 0.01 * epoch) * slope
    return w


def fit_logistic__stops_when_loss_rises(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You turn back where the loss rises; asked for are all the steps, whatever it does."""
    w = np.zeros(X.shape[1])
    last = np.inf
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        loss = log_loss(y, predict_proba(X, w))
        if loss > last:
            break
        last = loss
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__stops_when_flat(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You stop once the ground looks flat; asked for are all the steps, also the small ones."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        slope = gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]]
        if np.abs(slope).max() < 0.02:
            break
        w = w - lr * slope
    return w


def fit_logistic__best_so_far(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You return the best weights on the way; asked for are those after the last step."""
    w = np.zeros(X.shape[1])
    best, best_loss = w, np.inf
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
        loss = log_loss(y, predict_proba(X, w))
        if loss < best_loss:
            best, best_loss = w, loss
    return best


def fit_logistic__starts_at_one(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """The walk starts at weights of 0: another start gives other weights after a few steps."""
    w = np.ones(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__starts_at_random(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """A random start is for neural networks; here the walk starts at weights of 0."""
    w = np.random.default_rng(0).normal(0, 0.1, X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__whole_number_weights(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Weights that are whole numbers cannot hold a step of 0.06: start from float zeros."""
    w = np.zeros(X.shape[1], dtype=int)
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w[:] = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__second_intercept(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """X has its column of ones already: with another one you get a weight too many."""
    table = np.column_stack([np.ones(len(X)), X])
    w = np.zeros(table.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(table, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__features_rescaled(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """You rescale the caller's columns: fit the numbers as they come, and leave X as it was."""
    X[:, 1:] = (X[:, 1:] - X[:, 1:].mean(axis=0)) / X[:, 1:].std(axis=0)
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__rounded(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Round when you print, not when you return: the next function needs all the digits."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.round(w, 3)


def fit_logistic__loss_returned_too(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Return the weights alone, without the loss."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w, log_loss(y, predict_proba(X, w))


def fit_logistic__never_prints(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """With verbose=True the caller wants to see something: print a line now and then."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__always_prints(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """With verbose=False the caller wants silence: ask verbose before you print."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if epoch % 50 == 0:
            print(epoch, w)
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def fit_logistic__prints_instead_of_steps(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """In your loop a step that prints does not move: printing must change nothing else."""
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 50 == 0:
            print(epoch, w)
        else:
            w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def loss_history__after_the_step(X, y, lr=0.5, epochs=2000, l2=0.0):
    """You write the loss down after each step; the first value should belong to w = 0."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
        losses.append(log_loss(y, predict_proba(X, w)))
    return np.array(losses)


def loss_history__one_too_many(X, y, lr=0.5, epochs=2000, l2=0.0):
    """One loss before each step makes as many losses as steps: the one after the last is extra."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs + 1):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__penalty_included(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The penalty belongs to the steps; what is written down is the log loss alone."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)) + l2 / (2 * len(y)) * w[1:] @ w[1:])
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__penalty_left_out(X, y, lr=0.5, epochs=2000, l2=0.0):
    """l2 never enters your steps: the walk should be the one of fit_logistic."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * gradient(X, y, w)
    return np.array(losses)


def loss_history__intercept_penalised(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Your steps penalise the intercept too, and it is meant to stay free."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * w)
    return np.array(losses)


def loss_history__penalty_not_divided(X, y, lr=0.5, epochs=2000, l2=0.0):
    """In your steps the penalty is not shared out over the tickets: it enters as (l2 / n) w."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * (gradient(X, y, w) + l2 * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__summed(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The loss is the mean over the tickets; these are sums."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(len(y) * log_loss(y, predict_proba(X, w)))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__squared_error(X, y, lr=0.5, epochs=2000, l2=0.0):
    """This follows the mean squared error; asked for is the log loss."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(np.mean((predict_proba(X, w) - y) ** 2))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__best_so_far(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Your losses can never rise. Write each down as it is: that jumps are seen is the point."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.minimum.accumulate(losses)


def loss_history__never_moves(X, y, lr=0.5, epochs=2000, l2=0.0):
    """The same loss all the way: do your weights move between two losses?"""
    return np.full(epochs, log_loss(y, predict_proba(X, np.zeros(X.shape[1]))))


def loss_history__last_loss_everywhere(X, y, lr=0.5, epochs=2000, l2=0.0):
    """You fitted first and then took the loss of the final weights: it is needed on the way."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.full(epochs, log_loss(y, predict_proba(X, w)))


def loss_history__final_loss_only(X, y, lr=0.5, epochs=2000, l2=0.0):
    """A history has a value for every step; this is only the loss at the end."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return log_loss(y, predict_proba(X, w))


def loss_history__weights(X, y, lr=0.5, epochs=2000, l2=0.0):
    """These are the weights; asked for are the losses on the way to them."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return w


def loss_history__lr_ignored(X, y, lr=0.5, epochs=2000, l2=0.0):
    """lr never reaches your steps: use the one that the caller chose."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w - 0.5 * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__rounded(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Round when you print, not when you return: late steps differ in the far digits only."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(round(log_loss(y, predict_proba(X, w)), 3))
        w = w - lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)


def loss_history__uphill(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Your loss climbs from the start: the gradient points uphill, the step goes the other way."""
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        losses.append(log_loss(y, predict_proba(X, w)))
        w = w + lr * (gradient(X, y, w) + l2 / len(y) * np.r_[0, w[1:]])
    return np.array(losses)
