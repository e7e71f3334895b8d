"""Exercise 6: from a probability to a decision, and four numbers that judge it.

A senior agent cannot look at 0.67 of a ticket. At some point the probability
becomes yes or no, and that takes a threshold t:

    flag the ticket where p >= t

t = 0.5 is a habit, not a law; where to put it is for the next exercises. This
one counts what a threshold does. Four things can happen to a ticket:

                     not flagged            flagged
    not escalated    TN  true negative      FP  false positive (false alarm)
    escalated        FN  false negative     TP  true positive
                         (a missed one)

This table is the confusion matrix, in the layout that scikit-learn uses. Many
books turn it round, so look twice before you compare.

Take the printed model at t = 0.5 on our eight tickets. It flags all four that
were escalated, and T7 (p = 0.674) as well: TN 3, FP 1, FN 0, TP 4.

Why not call it 7 of 8 right and be done? Because accuracy can praise a model
that is useless. Of the 2,000 simulated tickets 663 were escalated. A rule that
never flags anything is right about the other 1,337: 66.9 % accurate, and every
urgent ticket is missed. Two questions cannot be fooled like that together:

    precision = TP / (TP + FP)    how many of the flagged ones were urgent?
    recall    = TP / (TP + FN)    how many of the urgent ones were flagged?

Flag everything and recall is 1; flag only the surest ticket and precision is
often 1. Neither is a feat on its own, so F1 puts them together:

    F1 = 2 * precision * recall / (precision + recall)

It is their harmonic mean, which stays close to the smaller one. Our example:
precision 4 / 5 = 0.8, recall 4 / 4 = 1, F1 = 1.6 / 1.8 = 0.889.

One practical trap: a rule that flags nothing has precision 0 / 0. We agree to
say 0.0 wherever a number is undefined.

(The model that you fitted yourself gives F1 = 1 on these eight, at any t from
0.2 to 0.8: the tickets are separable. Hence the printed model, and tomorrow's
tickets.) Next: turn the knob t, and watch.
"""

import numpy as np


# points: 1
def predict_with_threshold(p, t):
    """Decide for every ticket whether to flag it.

    Parameters
    ----------
    p : ndarray of float, shape (n,)
        Probabilities of class 1, from 0 to 1.
    t : float
        Threshold. A ticket that lies exactly on it is flagged.

    Returns
    -------
    ndarray of int, shape (n,)
        1 for a flagged ticket, whose p is t or more; 0 for any other. `p` stays
        as it is.

    Examples
    --------
    >>> predict_with_threshold(np.array([0.1, 0.4, 0.9]), 0.4).tolist()
    [0, 1, 1]
    """
    raise NotImplementedError(
        "predict_with_threshold: return 1 where the probability reaches the threshold, else 0"
    )


# points: 3
def compute_confusion_matrix(y, pred):
    """Count the four things that can happen to a ticket.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. There may be only
        one of the two.
    pred : ndarray of int, shape (n,)
        Decisions, 1 where the ticket was flagged, else 0. Here too there may be
        only one of the two.

    Returns
    -------
    ndarray of int, shape (2, 2)
        [[TN, FP], [FN, TP]]: a row for each label, a column for each decision,
        0 before 1. It has four places even where some of them count nothing.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    >>> pred = np.array([0, 0, 0, 1, 0, 0, 1, 1, 1, 1])
    >>> compute_confusion_matrix(y, pred).tolist()
    [[3, 1], [2, 4]]
    >>> compute_confusion_matrix(np.array([True, True]), np.array([1, 1])).tolist()
    [[0, 0], [0, 2]]
    """
    raise NotImplementedError(
        "compute_confusion_matrix: count the tickets for each pair of label and decision"
    )


# points: 1
def confusion_matrix_at_threshold(y, p, t):
    """Count the four things that happen when tickets are flagged from t on.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    p : ndarray of float, shape (n,)
        Probabilities of class 1.
    t : float
        Threshold, as in `predict_with_threshold`.

    Returns
    -------
    ndarray of int, shape (2, 2)
        [[TN, FP], [FN, TP]], as in `compute_confusion_matrix`.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 1, 1])
    >>> p = np.array([0.1, 0.2, 0.7, 0.4, 0.9])
    >>> confusion_matrix_at_threshold(y, p, 0.3).tolist()
    [[2, 1], [0, 2]]
    >>> confusion_matrix_at_threshold(y, p, 0.8).tolist()
    [[3, 0], [1, 1]]
    """
    raise NotImplementedError(
        "confusion_matrix_at_threshold: decide first, then count: you have a function for each"
    )


# points: 4
def precision_recall_f1(cm):
    """Turn the four counts into precision, recall and F1.

    Parameters
    ----------
    cm : ndarray of int, shape (2, 2)
        [[TN, FP], [FN, TP]].

    Returns
    -------
    tuple of float
        Three numbers between 0 and 1, in this order: precision, recall, F1.
        Each one that is undefined, because its denominator is 0, is 0.0.

    Examples
    --------
    The printed model at t = 0.5, as in the lesson:

    >>> [round(float(v), 3) for v in precision_recall_f1(np.array([[3, 1], [0, 4]]))]
    [0.8, 1.0, 0.889]

    Nothing flagged:

    >>> [float(v) for v in precision_recall_f1(np.array([[6, 0], [2, 0]]))]
    [0.0, 0.0, 0.0]
    """
    raise NotImplementedError(
        "precision_recall_f1: return the three numbers, and see to it that none divides by 0"
    )
