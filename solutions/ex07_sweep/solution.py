"""Exercise 7: turn the knob.

One threshold gives one confusion matrix. To choose a threshold, look at many:
that is a sweep. For the printed model on our eight tickets:

    t       precision   recall   F1
    0.20    0.667       1        0.8
    0.35    0.8         1        0.889
    0.65    0.8         1        0.889
    0.80    1           1        1

Read it from the top. A higher t flags fewer tickets, never others: T3 drops out
between 0.20 and 0.35, T7 between 0.65 and 0.80. Between two probabilities
nothing happens at all, which is why 0.35 and 0.65 look alike.

Two things are true of every sweep. As t rises, recall falls or stays.
Precision mostly rises, but it need not: lose a ticket that was urgent, and the share of
urgent ones among the rest goes down. (Here recall loses nothing, because the
printed model ranks these eight tickets perfectly: every urgent one above every
other. Do not expect that tomorrow.)

Then which t? If nobody tells you what mistakes cost, the t of best F1 is a fair
start. On the 2,000 simulated tickets F1 is 0.694 at t = 0.5 and 0.729 at its
best, t = 0.42. Two warnings:

* The gain of 0.035 is one draw of chance. Tables made in just the same way with
  other random numbers give gains from 0.015 to 0.038; ours is on the lucky side.
* The t was chosen on the rows that it is judged on. That flatters it: on new
  tickets expect a little less.

One practical trap: several thresholds may share the best F1. Any of them is a
right answer then. But a threshold that nobody offered is not, not even where
every F1 is 0.

Next: exercise 8 draws the whole sweep as one curve. And exercise 9 finds that
the t of best F1 is not where the money is.
"""

import numpy as np

from ex06_threshold import confusion_matrix_at_threshold, precision_recall_f1


# points: 3
def sweep_thresholds(y, p, thresholds):
    """Judge every threshold of a list.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    p : ndarray of float, shape (n,)
        Probabilities of class 1.
    thresholds : list of float
        At least one, in any order; one may be given twice. It stays as it is.

    Returns
    -------
    list of tuple of float
        For each threshold, in the order given, one row of four numbers: the
        threshold itself, precision, recall and F1, with 0.0 where undefined.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 1, 1])
    >>> p = np.array([0.1, 0.2, 0.7, 0.4, 0.9])
    >>> for row in sweep_thresholds(y, p, [0.8, 0.3]):
    ...     print([round(float(value), 3) for value in row])
    [0.8, 1.0, 0.5, 0.667]
    [0.3, 0.667, 1.0, 0.8]
    """
    ### BEGIN SOLUTION: go through the thresholds and collect one row of four numbers for each
    rows = []
    for t in thresholds:
        scores = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        rows.append((t, *scores))
    return rows
    ### END SOLUTION


# points: 2
def best_f1_threshold(y, p, thresholds):
    """Choose the threshold of highest F1.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated; both occur.
    p : ndarray of float, shape (n,)
        Probabilities of class 1.
    thresholds : list of float
        The choice: at least one, in any order. It stays as it is.

    Returns
    -------
    float
        The threshold alone, one of those given. Where several share the
        highest F1, any of them.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 1, 1])
    >>> p = np.array([0.1, 0.2, 0.7, 0.4, 0.9])
    >>> best_f1_threshold(y, p, [0.8, 0.3, 0.15])
    0.3
    """
    ### BEGIN SOLUTION: sweep, and return the threshold of the row with the highest F1
    rows = sweep_thresholds(y, p, thresholds)
    best = int(np.argmax([row[3] for row in rows]))
    return thresholds[best]
    ### END SOLUTION
