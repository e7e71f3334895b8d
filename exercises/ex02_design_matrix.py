"""Exercise 2: from a table of tickets to a probability for each.

The sigmoid of exercise 1 wants one score z per ticket. The score is a weighted
sum of what we know about the ticket:

    z = w0 + w1 * length + w2 * frustration

w1 says how much z grows when a ticket is one unit longer (a hundred
characters), w2 how much when the customer is one step more frustrated, and w0,
the intercept, where z starts when both are 0.

The intercept is the odd one out: nothing is multiplied by it. So we hand every
ticket a third feature that is always 1. The table with this column of ones in
front is called the design matrix X, and now all three weights are alike:

    T7 is the row [1, 2.8, 4], and with the weights [-4.85, 1.12, 0.61]
    z = 1 * -4.85 + 2.8 * 1.12 + 4 * 0.61 = 0.726

    p = sigmoid(0.726) = 0.674

(These weights are the ones that the chapter prints. We call them the printed
model and will meet it often. T7 was not escalated, so 0.674 is a poor answer.)

NumPy works this out for all tickets at once: a matrix of shape (n, D) times a
vector of shape (D,) is a vector of shape (n,), one score a ticket. D is the
number of features plus one.

Say the shapes aloud while you write. One trap is silent: a column of shape
(n, 1) looks like a vector of shape (n,), but subtract one from the other and
NumPy builds a whole (n, n) table without a word. In this chapter scores,
probabilities and labels are always (n,), even when n is 1.

Next: how bad is it to say 0.674 about a ticket that was not escalated?
Exercise 3 puts a number on that.
"""

import numpy as np

from ex01_sigmoid import sigmoid


# points: 1
def add_intercept(X_raw):
    """Put a column of ones in front of the features.

    Parameters
    ----------
    X_raw : ndarray of float, shape (n, d)
        One row a ticket, one column a feature; any n and d from 1 on.

    Returns
    -------
    ndarray of float, shape (n, d + 1)
        The design matrix: ones in the first column, then the features in their
        order. It always has one column more than `X_raw`, whatever the
        features are. `X_raw` itself stays as it is.

    Examples
    --------
    >>> add_intercept(np.array([[2.5, 4.0], [0.5, 3.0]])).tolist()
    [[1.0, 2.5, 4.0], [1.0, 0.5, 3.0]]
    """
    raise NotImplementedError(
        "add_intercept: return X_raw with a column of ones in front of its columns"
    )


# points: 1
def linear_score(X, w):
    """Weigh the columns of the design matrix and add them up, row by row.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix, ones first.
    w : ndarray of float, shape (D,)
        Weights, the intercept first.

    Returns
    -------
    ndarray of float, shape (n,)
        One score z per row, any number from very negative to very positive.

    Examples
    --------
    >>> X = np.array([[1.0, 2.0, 5.0], [1.0, 0.0, 3.0]])
    >>> linear_score(X, np.array([-4.0, 0.5, 2.0])).tolist()
    [7.0, 2.0]
    """
    raise NotImplementedError(
        "linear_score: return one score per row, the sum of column times weight"
    )


# points: 2
def predict_proba(X, w):
    """Give the probability of class 1 (escalated) for every row.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix, ones first.
    w : ndarray of float, shape (D,)
        Weights, the intercept first. Scores may be as large as 1000 either way.

    Returns
    -------
    ndarray of float, shape (n,)
        One probability per row, between 0 and 1: the score, squeezed.
        scikit-learn's method of the same name returns two columns, one a class;
        this one returns class 1 alone.

    Examples
    --------
    >>> X = np.array([[1.0, 2.0], [1.0, 6.0]])
    >>> predict_proba(X, np.array([-4.0, 1.0])).round(3).tolist()
    [0.119, 0.881]
    """
    raise NotImplementedError(
        "predict_proba: return the probability for every row, using what you already have"
    )
