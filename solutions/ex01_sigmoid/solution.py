"""Exercise 1: from any score to a probability.

The question of this chapter: will a support ticket be escalated to a senior
agent? The answer is yes (1) or no (0), and we want a probability of yes.

Why not a straight line? Fitted to our eight tickets by least squares, a line
gives -0.24 for one of them and 1.01 for another, and 1.73 for a long, very
angry ticket with length 6 and frustration 10. Nothing happens with probability
1.73. We need a curve that takes any number and stays between 0 and 1:

    sigmoid(z) = 1 / (1 + e^(-z))

Three things to notice about it:

* at z = 0 it is exactly 0.5: no evidence either way;
* sigmoid(-z) = 1 - sigmoid(z): swap yes and no, and the curve mirrors itself;
* it saturates: each further step in z moves it less. At z = 2 it is 0.881,
  at z = 3 already 0.953.

Later you compute the score z from a ticket's length and frustration (exercise
2); the sigmoid then turns it into a probability. Every other function of this
chapter stands on this one.

One practical trap: e^1000 is too large for a computer's float and becomes inf.
A score of -1000 must still give a probability (0.0), never nan.
"""

import numpy as np


# points: 1
def sigmoid_by_hand():
    """Give the sigmoid at five scores, worked out with pencil and calculator.

    Returns
    -------
    tuple of float
        The five values sigmoid(-4), sigmoid(-1), sigmoid(0), sigmoid(1) and
        sigmoid(4), in this order, each to 3 decimals.

    Examples
    --------
    >>> len(sigmoid_by_hand())
    5
    """
    ### BEGIN SOLUTION: return your five numbers, for example as (0.1, 0.2, 0.3, 0.4, 0.5)
    return (0.018, 0.269, 0.500, 0.731, 0.982)
    ### END SOLUTION


# points: 3
def sigmoid(z):
    """Squeeze scores into probabilities.

    Parameters
    ----------
    z : float or ndarray of float, any shape
        Scores. Right answers are expected for abs(z) up to 1000.

    Returns
    -------
    float or ndarray of float, same shape as `z`
        1 / (1 + e^(-z)) for every score: a number for a number, an array for
        an array. Values lie between 0 and 1.

    Examples
    --------
    >>> float(sigmoid(0.0))
    0.5
    >>> sigmoid(np.array([-2.0, 0.0, 2.0])).round(3).tolist()
    [0.119, 0.5, 0.881]
    """
    ### BEGIN SOLUTION: return 1 / (1 + e^(-z)) for every z, and keep z = -1000 finite
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))[()]
    ### END SOLUTION
