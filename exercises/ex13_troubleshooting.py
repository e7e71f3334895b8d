"""Exercise 13: what to do when the numbers look wrong.

Five symptoms, what usually stands behind them, and what was measured here.

1. All p lie between 0.4 and 0.6. Either the fit has not arrived, or the features
   say little; the gradient tells which. Five steps of 0.01 on the eight tickets:
   p from 0.515 to 0.600, but a slope of 0.66 is left, so walk on. Shuffle the
   labels of the 2,000 simulated tickets, fit, and the slope is 0: p from 0.32 to
   0.34, around the share escalated, not around 0.5. Few rows alone are no cause:
   fitted to eight, p runs from 0.000 to 0.997.
2. F1 at 0.5 is mediocre, recall at 0.3 excellent. The threshold is in the wrong
   place: choose it by cost. Simulated tickets: F1 0.694, recall 0.931; t = 0.25
   costs 11,688 dollars, t = 0.5 costs 28,452. But this is a symptom, no proof:
   who flags everything has a recall of 1, too.
3. A good AUC and a large ECE. The ranking is right, the probabilities are not: do
   not show them before they are recalibrated (exercise 11). sigmoid(8 z) has an
   AUC of 0.890 and an ECE of 0.164, and temperature brings 0.022. sigmoid(z + 2)
   has an ECE of 0.230 and also looks over-confident (it says 88 %, 72 % are
   right), but it is shifted: temperature leaves 0.196, Platt scaling 0.021.
4. The weights differ from the library's. Compare what went in, one thing at a
   time: the ones column, the rest of X, the penalty. Where the tickets are
   separable there are no best weights, and next to no penalty is no help: -63.7
   for the intercept at C = 1e9, against our -15.5. Only then blame the steps.
5. The loss falls, then rises. The steps are too long. On the eight tickets at
   lr = 0.8 it rises at once and 83 times in all, the last time at step 151.
   Divide the rate by 2: 19 times. By 5: never; the largest rate without a rise is
   0.278. Clipping z inside the sigmoid keeps e^(-z) finite, but shortens no step.
   With l2 = 1 and a rate above 0.59 the walk never comes to rest; a solver that
   chooses its own steps, as scikit-learn's do, does.

You have built all the tools that a diagnosis needs: chain them.

What this model cannot mend, others can: better features (the words of a ticket
say more than its length), stronger models, decision trees next. And whether any
of it holds tomorrow is the question that cross-validation answers.
"""

import numpy as np

from ex02_design_matrix import predict_proba
from ex04_gradient import gradient
from ex06_threshold import confusion_matrix_at_threshold, precision_recall_f1
from ex08_roc import roc_auc
from ex10_calibration import expected_calibration_error
from ex12_scikit_learn import is_separable


# points: 1
def hovering_cause(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Say why all probabilities hover around the middle, if they do.

    Parameters
    ----------
    X : ndarray of float, shape (n, D)
        Design matrix, ones in the first column.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    w : ndarray of float, shape (D,)
        Weights, fitted without a penalty.
    low, high : float
        Probabilities from `low` to `high` count as hovering.
    tol : float
        A derivative up to `tol` in size counts as 0.

    Returns
    -------
    str
        The first that holds: ``"none"`` where the probability of at least one
        ticket lies outside; ``"not converged"`` where at least one derivative
        of the loss is larger than `tol` in size, upwards or downwards; else
        ``"weak features"``.

    Examples
    --------
    Two tickets of equal length, one of them escalated:

    >>> X = np.array([[1.0, 2.0], [1.0, 2.0]])
    >>> hovering_cause(X, np.array([0, 1]), np.zeros(2))
    'weak features'
    >>> hovering_cause(X, np.array([0, 1]), np.array([0.0, 0.05]))
    'not converged'
    >>> hovering_cause(X, np.array([0, 1]), np.array([0.0, 0.5]))
    'none'
    """
    raise NotImplementedError(
        "hovering_cause: look at the probabilities first, then at the size of each derivative"
    )


# points: 1
def wrong_operating_point(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Ask whether a lower threshold would find what this one misses.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    p : ndarray of float, shape (n,)
        Probabilities of escalation. A ticket is flagged where p >= threshold.
    t, lower_t : float
        The threshold in use, and a lower one to compare with.
    f1_below, recall_above : float
        What counts as a mediocre F1 and as an excellent recall.

    Returns
    -------
    bool
        True where F1 at `t` is under `f1_below` and recall at `lower_t` is over
        `recall_above`, both as in `precision_recall_f1`. A symptom, no proof.

    Examples
    --------
    >>> y = np.array([0, 0, 1, 1])
    >>> p = np.array([0.1, 0.2, 0.35, 0.9])
    >>> wrong_operating_point(y, p)
    True
    >>> wrong_operating_point(y, p, f1_below=0.6)
    False
    """
    raise NotImplementedError(
        "wrong_operating_point: take F1 at one threshold and recall at the other"
    )


# points: 2
def miscalibration(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Say what is wrong with probabilities that do not match what happened.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    p : ndarray of float, shape (n,)
        Probabilities of escalation.
    n_bins : int
        Bins of the expected calibration error.
    auc_above, ece_above : float
        What counts as a good ranking and as a large calibration error.

    Returns
    -------
    str
        The first that holds: ``"none"`` where the expected calibration error
        is not over `ece_above`; ``"ranking"`` where the AUC is not over
        `auc_above`, so that recalibrating is not enough; ``"over-confident"``
        where the model is surer than it is right; else ``"under-confident"``.
        How sure it is: the mean of the larger one of p and 1 - p. How often it
        is right: the share of tickets for which p >= 0.5 agrees with the label.

    Examples
    --------
    >>> y = np.array([0, 0, 1, 1])
    >>> miscalibration(y, np.array([0.02, 0.04, 0.93, 0.97]))
    'none'
    >>> miscalibration(y, np.array([0.42, 0.44, 0.53, 0.57]))
    'under-confident'
    >>> miscalibration(y, np.array([0.97, 0.02, 0.93, 0.04]))
    'ranking'
    """
    raise NotImplementedError(
        "miscalibration: ask three questions in turn: ECE, AUC, sure against right"
    )


# points: 2
def weight_gap_cause(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Say why two fits to the same labels ended with different weights.

    Parameters
    ----------
    X_ours, X_theirs : ndarray of float, shape (n, k)
        The matrices as the two models were given them. They need not have the
        same shape, and need not have a column of ones.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    l2_ours, l2_theirs : float
        Strengths of the two penalties, 0 for none.

    Returns
    -------
    str
        The first that holds:

        * ``"intercept"`` where exactly one of the matrices has a column of
          ones, in any place;
        * ``"data"`` where the matrices differ, in shape or in any entry;
        * ``"penalty"`` where the strengths differ;
        * ``"separable"`` where neither fit is penalised and some weights
          separate the classes on the matrix as it is, no column added;
        * else ``"not converged"``.

    Examples
    --------
    >>> X = np.array([[1.0, 4.0], [1.0, 3.0], [1.0, 2.0]])
    >>> y = np.array([1, 0, 1])
    >>> weight_gap_cause(X, X[:, 1:], y, 0.0, 0.0)
    'intercept'
    >>> weight_gap_cause(X, X, y, 0.0, 1.0)
    'penalty'
    >>> weight_gap_cause(X, X, y, 0.0, 0.0)
    'not converged'
    """
    raise NotImplementedError(
        "weight_gap_cause: compare what went into the two fits, one thing after the other"
    )


# points: 1
def first_rise(losses, tol=1e-9):
    """Find the first step at which the loss went up.

    Parameters
    ----------
    losses : ndarray of float, shape (k,)
        The loss before each step, as `loss_history` gives it; at least one,
        all finite.
    tol : float
        A rise by no more than `tol` is rounding and does not count.

    Returns
    -------
    int
        The first place i, from 1 on, whose loss is more than `tol` above the
        loss right before it; -1 where there is none.

    Examples
    --------
    >>> first_rise(np.array([0.7, 0.5, 0.6, 0.4]))
    2
    >>> first_rise(np.array([0.7, 0.6, 0.5]))
    -1
    """
    raise NotImplementedError(
        "first_rise: compare each loss with the one before, and stop at the first rise"
    )
