"""Exercise 9: put money on it.

F1 treats a false alarm and a missed urgent ticket alike. The company does not:
a missed one costs 120 dollars, a false alarm 18. So count in dollars:

    cost = 120 * FN + 18 * FP

Right decisions cost nothing. The printed model on our eight tickets: at t = 0.5
there is one false alarm (T7), 18 dollars; at t = 0.2 there are two, 36 dollars;
at t = 0.95 there is none, but T4 (p = 0.939) is missed, and that is 120.

Where should t be? Ask one ticket. To leave it costs 120 with probability p; to
flag it costs 18 with probability 1 - p. For T3 (p = 0.314) that is 37.68
dollars against 12.35: flag it, although nobody would call 0.314 likely. The two
are equal at

    p = c_FP / (c_FN + c_FP) = 18 / (120 + 18) = 0.130

and this is the rule: flag from there on. It needs no sweep, but it believes
every p. Whether p can be believed is the question of exercise 10.

What the simulated model costs on its 2,000 tickets:

    the cheapest t, 0.25      $11,688
    the rule, t = 0.130       $11,802
    the best F1, t = 0.42     $20,844
    flag everything           $24,066
    the most accurate, 0.47   $24,360
    the habit, t = 0.5        $28,452
    flag nothing              $79,560

Not by accuracy! The most accurate threshold, 80.5 % right, is dearer than
flagging every single ticket; flagging none is 66.9 % right and costs most of
all. Accuracy and F1 do not know the prices.

The rule loses $114 to the cheapest t, which was found by looking at these very
rows. That is a small price for not having looked: on new tickets either may
win.
"""

import numpy as np

from ex06_threshold import confusion_matrix_at_threshold


# points: 3
def expected_cost(y, p, t, cost_fn=120, cost_fp=18):
    """Add up what the mistakes at a threshold cost.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    p : ndarray of float, shape (n,)
        Probabilities of class 1.
    t : float
        Threshold: a ticket is flagged where p is t or more.
    cost_fn, cost_fp : float
        Dollars for a missed ticket (false negative) and for a false alarm
        (false positive). Right decisions cost nothing.

    Returns
    -------
    float
        Dollars, the total over all tickets.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 1, 1])
    >>> p = np.array([0.1, 0.6, 0.7, 0.4, 0.9])
    >>> float(expected_cost(y, p, 0.5))
    156.0
    >>> float(expected_cost(y, p, 0.5, cost_fn=10, cost_fp=2.5))
    15.0
    """
    raise NotImplementedError(
        "expected_cost: count the two kinds of mistake, and multiply each by its price"
    )


# points: 2
def best_threshold_by_cost(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Choose the cheapest threshold.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    p : ndarray of float, shape (n,)
        Probabilities of class 1.
    thresholds : list of float
        The choice: at least one, in any order. It stays as it is.
    cost_fn, cost_fp : float
        Dollars for a missed ticket and for a false alarm.

    Returns
    -------
    float
        The threshold alone, one of those given. Where several share the lowest
        cost, any of them.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 1, 1])
    >>> p = np.array([0.1, 0.6, 0.7, 0.4, 0.9])
    >>> best_threshold_by_cost(y, p, [0.8, 0.3, 0.05])
    0.3
    >>> best_threshold_by_cost(y, p, [0.8, 0.3, 0.05], cost_fn=10, cost_fp=18)
    0.8
    """
    raise NotImplementedError(
        "best_threshold_by_cost: return the threshold of lowest total cost, at the prices given"
    )
