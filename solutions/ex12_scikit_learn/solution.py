"""Exercise 12: does the library agree?

Your code is worth more if somebody else's finds the same numbers. scikit-learn
fits the same model, so ask it, and compare weight by weight. Three things must
be the same before the numbers can be:

* The penalty. scikit-learn penalises unless told otherwise: C = 1 is its
  default, and C = 1 / l2. So compare with fit_logistic at l2 = 1.
* What is penalised. Our intercept is free, and so is scikit-learn's own. But
  hand it the ones column as if it were a feature, with fit_intercept=False,
  and the intercept is penalised like the rest: at C = 1 the weights come out
  as (-0.968, -0.096, 0.404). Length has turned negative! The columns without
  the ones, and an intercept of the library's own, are the same model as ours.
* When to stop. scikit-learn's usual tol stops up to 0.001 away from the best
  weights; with a tight one such as tol=1e-10 it goes on to the end.

Then the two agree: on the eight tickets at l2 = 1 (C = 1) both arrive at
(-6.509729, 0.661068, 0.975372), within a millionth after 3,500 of our steps.

And without a penalty? That is C = np.inf (older texts write penalty=None, which
scikit-learn has deprecated). Now they do not agree at all:

    ours, lr = 0.6, 2,000 epochs      (-15.5, 2.03, 1.92)
    scikit-learn, the usual tol       (-63.7, 2.25, 12.4)
    scikit-learn, tol = 1e-10         (about -158, 7, 30)

Neither has a bug. Ask the tickets themselves: are there any weights at all with
a score X w above 0 for each escalated ticket and below 0 for each other? If so,
doubling those weights makes every p better still, so there is no best place to
stop, and two programs stop at two places.

Such a question, numbers w that satisfy a list of inequalities, is a linear
program; scipy.optimize.linprog answers it. It knows <= and not <, so ask for
room: scores of at least 1 and at most -1. That costs nothing. Where the
smallest score on the right side is 0.2, five times those weights make it 1.

Write is_separable, and let it tell you why the three lines above differ.
"""

import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression


# points: 3
def sklearn_weights(X, y, C):
    """Let scikit-learn fit the weights that `fit_logistic` looks for.

    scikit-learn and SciPy may be used in this exercise.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix: a ticket a row, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    C : float
        scikit-learn's C, above 0: a penalty of l2 = 1 / C on all weights but
        the intercept's.

    Returns
    -------
    ndarray of float, shape (D,)
        The weights at which the penalised loss is lowest, the intercept's
        first. They are compared to 5 decimals and scikit-learn's usual `tol` is
        not that fine: give a tight one such as 1e-10. The arguments stay as
        they were.

    Examples
    --------
    The little table of exercise 5, where our own steps with l2 = 1 went to the
    same place:

    >>> X = np.array([[1.0, -1.0], [1.0, 1.0], [1.0, 2.0]])
    >>> y = np.array([0, 1, 1])
    >>> sklearn_weights(X, y, C=1.0).round(2).tolist()
    [0.29, 0.85]
    >>> sklearn_weights(X, y, C=0.1).round(2).tolist()
    [0.6, 0.15]
    """
    ### BEGIN SOLUTION: fit a LogisticRegression whose own intercept is the only one
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    model.fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])
    ### END SOLUTION


# points: 1
def max_weight_gap(w_ours, w_sklearn):
    """Say how far two sets of weights are apart: one number, by the worst pair.

    Parameters
    ----------
    w_ours, w_sklearn : ndarray of float, shape (D,)
        Weights of two fits in the same order.

    Returns
    -------
    float
        The largest distance between two weights that belong together, never
        below 0.

    Examples
    --------
    >>> float(max_weight_gap(np.array([-2.0, 1.0, 0.5]), np.array([-2.25, 1.0, 1.0])))
    0.5
    """
    ### BEGIN SOLUTION: return the largest absolute difference
    return np.max(np.abs(w_ours - w_sklearn))
    ### END SOLUTION


# points: 3
def is_separable(X, y):
    """Ask whether some weights put every ticket on its right side.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        A ticket a row. Mostly the design matrix, ones in the first column; the
        next exercise also asks about matrices without the ones. Use the columns
        as they come, add none and leave none out.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.

    Returns
    -------
    bool
        True where some w has X w > 0 on every row with label 1 and X w < 0 on
        every row with label 0; else False. Use a linear program or any other
        way. The arguments stay as they were.

    Examples
    --------
    >>> X = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0], [1.0, 4.0]])
    >>> is_separable(X, np.array([1, 1, 0, 0]))
    True
    >>> is_separable(X, np.array([0, 1, 0, 1]))
    False
    """
    ### BEGIN SOLUTION: look for weights with room on both sides, and say whether there are any
    side = np.where(y, 1.0, -1.0)
    answer = linprog(
        np.zeros(X.shape[1]), A_ub=-side[:, None] * X, b_ub=-np.ones(len(y)), bounds=(None, None)
    )
    return answer.status == 0
    ### END SOLUTION
