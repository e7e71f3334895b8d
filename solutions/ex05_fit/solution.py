"""Exercise 5: walk downhill.

The gradient points uphill. So take a step the other way, look again, and
repeat: that is gradient descent, and it is all the fitting there is.

    w = w - lr * gradient

lr, the learning rate, says how long a step is; an epoch is one step over all
tickets. Take T7 alone from w = 0: its gradient is (0.5, 1.4, 2.0), so with
lr = 0.1 the weights become (-0.05, -0.14, -0.2), and T7's p drops from 0.5 to
0.22. Good: nobody escalated it.

Three things happen on our eight tickets that no textbook curve shows.

* The loss need not fall at every step. With lr = 0.5 it is 0.960 after the
  first step, then 0.826, then 1.404: the steps are too long for this valley
  and leap across it. Here it settles after some 70 steps.
* The weights never arrive. After 2,000 steps the intercept's weight is -14.5,
  after 20,000 it is -27.1, after 200,000 it is -40.9. Your code is fine: the
  tickets are separable (every ticket longer than 3 was escalated, no other),
  so doubling all the weights of a perfect separator makes it look better
  still. The best weights do not exist.
* A penalty on large weights makes them exist. Add (l2 / n) w to the gradient,
  but leave the intercept free: it only says how common escalation is. With
  l2 = 1 the weights come to rest near (-6.51, 0.66, 0.98). scikit-learn
  penalises by default, with C = 1 / l2, and finds the very same numbers.

Later exercises also use a third set of weights, (-4.85, 1.12, 0.61), as "the
printed model": a published text gives them for these tickets. Neither walk
ends there, but their mistakes make thresholds interesting.

What you get out of this exercise: a model, fitted by nothing but your code.
The next one asks what to do with its probabilities.
"""

import numpy as np

from ex02_design_matrix import predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient


# points: 2
def first_step_by_hand():
    """Give the weights after one step over all eight tickets, worked out on paper.

    Start from w = (0, 0, 0) with lr = 0.8 and no penalty. At the start every
    ticket has p = 0.5, so that each error p - y is 0.5 or -0.5.

    Returns
    -------
    tuple of float
        Three numbers to 3 decimals: the weight of the intercept, of length and
        of frustration after the step.

    Examples
    --------
    >>> len(first_step_by_hand())
    3
    """
    ### BEGIN SOLUTION: return your three numbers, for example as (0.1, 0.2, 0.3)
    return (0.0, 0.395, 0.8)
    ### END SOLUTION


# points: 7
def fit_logistic(X, y, lr=0.5, epochs=2000, l2=0.0, verbose=False):
    """Fit the weights by full-batch gradient descent from zeros.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix: a ticket a row, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    lr : float
        Learning rate: each step is lr times the gradient.
    epochs : int
        Number of steps, no more and no fewer, whatever the loss does on the way.
    l2 : float
        Strength of the penalty: (l2 / n) w is added to the gradient, except
        for the intercept's weight, which is the first and stays free.
    verbose : bool
        True prints progress in any form that you like, at least one line when
        `epochs` is 100 or more; False prints nothing. The weights are the same.

    Returns
    -------
    ndarray of float, shape (D,)
        The weights after the last step. The arguments stay as they were.

    Examples
    --------
    Ticket T7 alone, one step, as in the lesson:

    >>> w = fit_logistic(np.array([[1.0, 2.8, 4.0]]), np.array([0]), lr=0.1, epochs=1)
    >>> w.round(3).tolist()
    [-0.05, -0.14, -0.2]

    A penalty keeps the slope small:

    >>> X = np.array([[1.0, -1.0], [1.0, 1.0], [1.0, 2.0]])
    >>> y = np.array([0, 1, 1])
    >>> fit_logistic(X, y, epochs=500).round(2).tolist()
    [0.02, 5.13]
    >>> fit_logistic(X, y, epochs=500, l2=1.0).round(2).tolist()
    [0.29, 0.85]
    """
    ### BEGIN SOLUTION: start at zeros and step against the gradient, epochs times
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        if verbose and epoch % 100 == 0:
            print(f"epoch {epoch:5d}   loss {log_loss(y, predict_proba(X, w)):.4f}")
        penalty = l2 / len(y) * w
        penalty[0] = 0.0
        w = w - lr * (gradient(X, y, w) + penalty)
    return w
    ### END SOLUTION


# points: 3
def loss_history(X, y, lr=0.5, epochs=2000, l2=0.0):
    """Follow the log loss on the way down.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    lr, epochs, l2 : float, int, float
        As in `fit_logistic`: the same steps are taken.

    Returns
    -------
    ndarray of float, shape (epochs,)
        The mean log loss before each step, so that the first value belongs to
        w = 0 and the loss after the last step is not in it. `l2` changes the
        steps, but the penalty is not part of the loss written down.

    Examples
    --------
    >>> X = np.array([[1.0, -1.0], [1.0, 1.0], [1.0, 2.0]])
    >>> y = np.array([0, 1, 1])
    >>> losses = loss_history(X, y, lr=0.1, epochs=4)
    >>> losses.shape
    (4,)
    >>> losses[1:].round(3).tolist()
    [0.647, 0.606, 0.57]
    """
    ### BEGIN SOLUTION: take the same steps, and write down the loss before each
    losses = np.zeros(epochs)
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        losses[epoch] = log_loss(y, predict_proba(X, w))
        penalty = l2 / len(y) * w
        penalty[0] = 0.0
        w = w - lr * (gradient(X, y, w) + penalty)
    return losses
    ### END SOLUTION
