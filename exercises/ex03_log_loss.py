"""Exercise 3: how wrong is a probability?

The printed model says 0.674 about T7, which was not escalated, and 0.980 about
T5, which was. To make a model better we need one number that says how bad its
answers are: small for good ones, large for bad ones.

The log loss of one ticket looks only at the probability that the model gave to
what really happened, and takes minus its logarithm (the natural one):

    y = 1 (escalated):      -log(p)
    y = 0 (not escalated):  -log(1 - p)

T7 has y = 0, so what happened was given 1 - 0.674 = 0.326, and the loss is
-log(0.326) = 1.121. T5 has y = 1 and pays only -log(0.980) = 0.020.

The price of confidence rises steeply. For a ticket that was not escalated
p = 0.07 is a good answer and costs 0.073; p = 0.93 is just as sure and wrong,
and costs 2.659. Each further nine costs another 2.3.

Both lines fit into one formula, because one of its two terms is always 0:

    loss of one ticket = -( y * log(p) + (1 - y) * log(1 - p) )

The log loss of many tickets is the mean of theirs, so that 8 and 2,000 tickets
can be compared. Its other name is binary cross-entropy. For the printed model
on the eight tickets it is 0.2278, more than half of it from T7 alone.

One practical trap: log(0) is minus infinity, and 0 times infinity is nan. A
model that says exactly 0 or 1 would spoil the whole mean, even where it is
right. So keep p a tiny step away from both ends before the logarithm. Tiny
means 1e-15 or so: with a step of 0.01 every answer beyond 0.99 would cost the
same, and certain mistakes would be cheap.

Next: exercise 4 asks in which direction each weight must move to lower this
number.
"""

import numpy as np


# points: 2
def t4_loss_by_hand():
    """Give the log loss of ticket T4 for two predictions, with pencil and calculator.

    T4 was escalated: y = 1. First the model knows nothing and says p = 0.5,
    later it has learned and says p = 0.82.

    Returns
    -------
    tuple of float
        The loss of T4 at p = 0.5 and at p = 0.82, in this order, each to 3
        decimals.

    Examples
    --------
    >>> len(t4_loss_by_hand())
    2
    """
    raise NotImplementedError("t4_loss_by_hand: return your two numbers, for example as (0.1, 0.2)")


# points: 4
def log_loss(y_true, p):
    """Compute the log loss: the mean binary cross-entropy.

    Parameters
    ----------
    y_true : ndarray of int or bool, shape (n,)
        What happened: 1 or True where escalated, 0 or False where not. There
        may be only one of the two.
    p : ndarray of float, shape (n,)
        Predicted probabilities of class 1, from 0 to 1, both included.

    Returns
    -------
    float
        The mean over the rows of -(y log(p) + (1 - y) log(1 - p)), natural
        logarithm. Always finite: treat p = 0 and p = 1 as lying a tiny step
        away from 0 and 1. Any step from 1e-16 to 1e-7 will do, so a row that is
        certain and wrong costs somewhere from 16 to 37.

    Examples
    --------
    >>> round(float(log_loss(np.array([1, 0]), np.array([0.9, 0.3]))), 3)
    0.231
    >>> round(float(log_loss(np.array([True, True]), np.array([0.9, 0.3]))), 3)
    0.655
    """
    raise NotImplementedError(
        "log_loss: return the mean loss over the rows, with p kept off 0 and 1 first"
    )
