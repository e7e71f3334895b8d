"""Exercise 8: all thresholds at once.

One threshold gives one set of mistakes. Slide it from high to low, and draw
where you get:

    tpr = TP / (TP + FN)    share of the escalated tickets that are flagged
    fpr = FP / (FP + TN)    share of the others that are flagged for nothing

tpr is recall under another name. A ticket is flagged where p >= t. With t above
every score nobody is flagged: the curve starts at (fpr, tpr) = (0, 0). With t at
the lowest score all are: it ends at (1, 1). In between it changes only where
the threshold passes a score, so that the distinct scores are all that one has
to try. This is the ROC curve; on the diagonal one flags at random.

The area under the curve (AUC) has a plain meaning: pick one escalated ticket
and one that was not; how often does the escalated one have the higher score? A
tie counts as half. So there are two ways to get it: the area, and counting pairs.
For one escalated ticket with score 0.6 and three others with 0.2, 0.6 and 0.9
the pairs give 1, 1/2 and 0: AUC = 1.5 / 3 = 0.5.

On our eight tickets the printed model has AUC = 1.0: T7, with p = 0.674 its
worst mistake, still ranks below every escalated ticket. The fitted model has
1.0 too, as the tickets are separable. If you have read of an AUC around 0.9 for
them, it was not measured. On tomorrow's eight tickets the penalised model wins
14 of 16 pairs, 0.875. On the 2,000 simulated tickets their model has 0.890, and
other draws of the simulation give 0.881 to 0.896.

AUC looks at the order of the scores alone: halve every p, and it stays. So it
cannot tell whether p = 0.9 means 9 in 10 (exercise 10), nor which point of the
curve to choose (exercise 9 asks what the mistakes cost).
"""

import numpy as np


# points: 4
def roc_points(y, p, thresholds=None):
    """Give the points of the ROC curve.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. Both classes occur.
    p : ndarray of float, shape (n,)
        Probabilities of class 1, from 0 to 1, both included. A ticket is flagged
        where p >= t.
    thresholds : list of float, or None
        The thresholds, in any order; some may be equal.

    Returns
    -------
    ndarray of float, shape (k, 2)
        A row (fpr, tpr) for each threshold given, in the order given, and no
        other. Without thresholds the whole curve: from (0, 0), where nobody is
        flagged, through one point for each distinct score, taken as the
        threshold from high to low, to (1, 1). (For the whole curve the other
        direction is as good, and points inside a straight piece may be left out.)

    Examples
    --------
    >>> y = np.array([0, 1, 0, 0, 1, 0])
    >>> p = np.array([0.1, 0.8, 0.6, 0.2, 0.6, 0.9])
    >>> roc_points(y, p, [0.7, 0.6]).tolist()
    [[0.25, 0.5], [0.5, 1.0]]
    >>> roc_points(y, p).tolist()
    [[0.0, 0.0], [0.25, 0.0], [0.25, 0.5], [0.5, 1.0], [0.75, 1.0], [1.0, 1.0]]
    """
    raise NotImplementedError(
        "roc_points: return (fpr, tpr) for every threshold; None means all that matter"
    )


# points: 4
def roc_auc(y, p):
    """Compute the area under the ROC curve.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. Both classes occur.
    p : ndarray of float, shape (n,)
        Probabilities of class 1, from 0 to 1, both included. Some may be equal.

    Returns
    -------
    float
        The share of pairs of an escalated ticket and one that was not in which
        the escalated one has the higher p; equal p count as half a pair. It is
        below 0.5 for a model that ranks worse than chance.

    Examples
    --------
    >>> y = np.array([1, 0, 0, 0])
    >>> p = np.array([0.6, 0.2, 0.6, 0.9])
    >>> float(roc_auc(y, p))
    0.5
    >>> round(float(roc_auc(y, np.array([0.8, 0.2, 0.6, 0.9]))), 3)
    0.667
    """
    raise NotImplementedError(
        "roc_auc: return the share of pairs in the right order, ties as halves"
    )
