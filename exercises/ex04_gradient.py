"""Exercise 4: which way is uphill?

The loss says how wrong a set of weights is. To improve it we ask of each
weight: if it grew a little, would the loss rise or fall, and how fast? The
list of these answers is the gradient, one number a weight.

For one ticket the loss L depends on p, p on the score z, and z on the weights.
The chain rule takes one link at a time:

    dL/dp = (p - y) / (p (1 - p))    the loss
    dp/dz = p (1 - p)                the sigmoid: its slope is p (1 - p)
    dz/dw = x                        the score, with x = (1, length, frustration)

In the product p (1 - p) cancels, and something surprisingly short is left:

    dL/dw = (p - y) x

In words: how far off was the model, times what it had been told.

Let us do it for ticket T7, x = (1, 2.8, 4), which nobody escalated (y = 0).
With all weights 0 the score is 0 and p = 0.5, so dL/dp = 0.5 / 0.25 = 2 and
dp/dz = 0.25. Their product 0.5 is p - y, and the gradient is
0.5 (1, 2.8, 4) = (0.5, 1.4, 2.0). All three are positive: for this ticket,
larger weights are worse. Of course: it should get a smaller p.

Over all the tickets, average what the single tickets say:

    gradient = X^T (p - y) / n

How do you know that a formula like this is right? Measure it. Nudge one weight
up by h, then down by h, and see how the loss differs:

    (loss at w_j + h  -  loss at w_j - h) / (2 h)

For T7 and the weight of frustration, h = 0.1 around 0 gives the losses 0.913
and 0.513, and 0.4 / 0.2 = 2.0, just as on paper. In the last function you
build this measuring device. Keep it: it finds mistakes in gradients for the
rest of your life. The next exercise walks downhill.
"""

import numpy as np

from ex02_design_matrix import predict_proba
from ex03_log_loss import log_loss


# points: 2
def t4_gradient_by_hand():
    """Give the gradient of ticket T4's loss at w = (0, 0, 0), worked out on paper.

    T4 has length 3.5 and frustration 6, and it was escalated (y = 1). The
    lesson above does the same for T7.

    Returns
    -------
    tuple of float
        Three numbers: the derivative by the intercept's weight, by length's
        and by frustration's.

    Examples
    --------
    >>> len(t4_gradient_by_hand())
    3
    """
    raise NotImplementedError(
        "t4_gradient_by_hand: return your three numbers, for example as (0.1, 0.2, 0.3)"
    )


# points: 5
def gradient(X, y, w):
    """Compute the gradient of the mean log loss.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix: a ticket a row, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    w : ndarray of float, shape (D,)
        Weights, the intercept's first.

    Returns
    -------
    ndarray of float, shape (D,)
        X^T (p - y) / n with p = sigmoid(X w): one derivative a weight,
        averaged over the tickets. The arguments stay as they were.

    Examples
    --------
    Ticket T7 alone, as in the lesson:

    >>> gradient(np.array([[1.0, 2.8, 4.0]]), np.array([0]), np.zeros(3)).tolist()
    [0.5, 1.4, 2.0]

    Two tickets, the first escalated, the second not:

    >>> X = np.array([[1.0, 4.0], [1.0, 2.0]])
    >>> gradient(X, np.array([1, 0]), np.array([-3.0, 1.0])).round(3).tolist()
    [0.0, -0.269]
    """
    raise NotImplementedError(
        "gradient: multiply each ticket's error p - y by its row of X, and average"
    )


# points: 4
def numerical_gradient(X, y, w, h=1e-5):
    """Measure the gradient of the mean log loss by central differences.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    w : ndarray of float, shape (D,)
        Weights, the intercept's first. After the call they are as before.
    h : float
        How far each weight is moved, up and down, on its own.

    Returns
    -------
    ndarray of float, shape (D,)
        For each weight j: the loss with w[j] + h minus the loss with w[j] - h,
        divided by 2 h. All other weights stay where `w` has them. For a small
        h this is close to the gradient; for a large one such as 0.5 it is not,
        and the answer is still what the differences give.

    Examples
    --------
    >>> X = np.array([[1.0, 4.0], [1.0, 2.0]])
    >>> y = np.array([1, 0])
    >>> w = np.array([-2.0, 1.5])
    >>> numerical_gradient(X, y, w).round(4).tolist()
    [0.3565, 0.6951]
    >>> numerical_gradient(X, y, w, h=0.5).round(4).tolist()
    [0.3543, 0.6547]
    """
    raise NotImplementedError(
        "numerical_gradient: for each weight, compare the loss h above with the loss h below"
    )
