"""Exercise 11: mending the probabilities, and what does not mend them.

A model can rank well and still lie about its probabilities. Take the scores z of
the 2,000 simulated tickets (ECE 0.022 with 10 bins, as in exercise 10) and spoil
them in two ways that change no order, so that AUC stays at 0.890:

    over-confident copy   sigmoid(8 z)     every p is pushed towards 0 or 1
    eager copy            sigmoid(z + 2)   every p is too high

Three repairs, from stiff to flexible, each learned from labelled tickets:

    temperature   sigmoid(z / T)           one number, T > 0
    Platt         sigmoid(a z + b)         two numbers
    isotonic      any curve that rises     a level for each run of tickets

The printed model says 0.674 about T7, from z = 0.726. With T = 2 this becomes
sigmoid(0.363) = 0.590: still a yes, but less sure of itself. T above 1 takes
confidence away, T below 1 adds some. Here is what the repairs do to the ECE:

                    as it is   temperature   Platt   isotonic
    over-confident    0.164       0.022      0.021      0
    eager             0.230       0.196      0.021      0

* Against over-confidence one number is enough: the best T is 8.002.
* Against the eager copy temperature is helpless. Where z is 0, z / T is 0 as
  well, and p stays 0.5 whatever T is. It can flatten; it cannot shift. So a
  high ECE does not yet say which repair is needed.
* The zeros of isotonic prove nothing. Each of its levels is the share escalated
  among the very tickets that it was fitted on, so on those it cannot err, even if
  the labels were coins. Only tickets that it has not seen can tell.

Honestly measured: a T learned from the first 1,000 tickets of the over-confident
copy takes the ECE of the other 1,000 from 0.150 to 0.027.

The first two repairs are fitted like the model itself, by the lowest log loss
(exercise 3); write the search with NumPy, SciPy comes in exercise 12. Isotonic
pools: sort the tickets by p, begin with a level for each score, and wherever a
level is not above the one before, join the two and give them their common share.
Look back after each join: the new level may be too low for the one before it.
"""

import numpy as np

from ex01_sigmoid import sigmoid
from ex03_log_loss import log_loss


# points: 1
def temperature_scale(z, T):
    """Turn scores into probabilities at a temperature.

    Parameters
    ----------
    z : ndarray of float, shape (n,)
        Scores.
    T : float
        Temperature, above 0. With 1 nothing changes; above 1 every p moves
        towards 0.5, below 1 away from it.

    Returns
    -------
    ndarray of float, shape (n,)
        sigmoid(z / T).

    Examples
    --------
    >>> temperature_scale(np.array([-2.0, 0.0, 0.726]), 2.0).round(3).tolist()
    [0.269, 0.5, 0.59]
    """
    ### BEGIN SOLUTION: return the sigmoid of the scores divided by the temperature
    return sigmoid(z / T)
    ### END SOLUTION


# points: 4
def fit_temperature(z, y):
    """Find the temperature with the lowest log loss.

    Parameters
    ----------
    z : ndarray of float, shape (n,)
        Scores. abs(z) may reach 70, and the best T lies between 0.2 and 20.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. Both classes occur,
        and no threshold on z separates them.

    Returns
    -------
    float
        T, above 0. It is judged by the log loss of sigmoid(z / T), which may be
        at most 0.001 above the lowest there is; how you search is up to you.

    Notes
    -----
    Going from high T to low, the loss first falls and then rises: there is one
    valley. It may be narrow where T is small, so fine steps are needed there.

    Examples
    --------
    >>> z = np.array([-6.0, 6.0, -6.0, 6.0, -6.0, 6.0, 6.0, -6.0])
    >>> y = np.array([0, 1, 0, 1, 0, 1, 0, 1])
    >>> T = fit_temperature(z, y)
    >>> bool(5 < T < 6)
    True
    >>> temperature_scale(z[:2], T).round(1).tolist()
    [0.2, 0.8]
    """
    ### BEGIN SOLUTION: search for the T whose sigmoid(z / T) has the lowest log loss
    low, high = 0.01, 1000.0
    for _ in range(100):
        T = np.sqrt(low * high)
        if np.mean((sigmoid(z / T) - y) * z) > 0:  # too sure of itself: a higher T is better
            low = T
        else:
            high = T
    return float(T)
    ### END SOLUTION


# points: 4
def platt_scale(z, y):
    """Recalibrate scores by Platt's method, on the tickets that they belong to.

    Parameters
    ----------
    z : ndarray of float, shape (n,)
        Scores, higher for the escalated tickets on the whole. abs(z) may reach
        70, or all scores may lie close to 0. Newton's method copes with both.
        Gradient descent needs a very small step for the large ones and many
        steps for the small ones, unless you bring them to one scale first.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. Both classes occur,
        and no threshold on z separates them.

    Returns
    -------
    ndarray of float, shape (n,)
        sigmoid(a z + b) with the a and b of lowest log loss. No penalty, and
        the labels as they are: Platt's paper moves them a little off 0 and 1,
        but this exercise does not. The result is judged by its log loss, which
        may be at most 0.001 off the lowest that any a and b can reach.

    Examples
    --------
    >>> z = np.array([1.0, 1.0, 1.0, 1.0, 4.0, 4.0, 4.0, 4.0])
    >>> y = np.array([1, 0, 0, 0, 1, 1, 1, 0])
    >>> platt_scale(z, y).round(2).tolist()
    [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75]
    """
    ### BEGIN SOLUTION: fit a and b by maximum likelihood, and return sigmoid(a z + b)
    size = np.abs(z).max()
    table = np.column_stack([np.ones(len(z)), z / size])
    w = np.zeros(2)
    for _ in range(50):
        p = sigmoid(table @ w)
        curvature = table.T @ (table * (p * (1 - p))[:, None])
        step = np.linalg.solve(curvature, table.T @ (p - y))
        # Newton's method may go too far: take half of a step that makes the loss rise.
        while log_loss(y, sigmoid(table @ (w - step))) > log_loss(y, p) and np.any(step):
            step = np.where(np.abs(step) > 1e-12, step / 2, 0)
        w = w - step
    return sigmoid(table @ w)
    ### END SOLUTION


# points: 5
def isotonic(p, y):
    """Recalibrate by isotonic regression, on the tickets that the scores belong to.

    Parameters
    ----------
    p : ndarray of float, shape (n,)
        Probabilities or other scores, in any order. Some may be equal.
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. There may be only one
        of the two.

    Returns
    -------
    ndarray of float, shape (n,)
        The fitted probability of each ticket, in the order of `p`: of all values
        that never fall as p rises, those with the smallest sum of squared
        differences to y. Tickets of equal p have the same value. (Pooling
        adjacent violators finds it.)

    Examples
    --------
    >>> p = np.array([0.4, 0.1, 0.9, 0.35, 0.8])
    >>> isotonic(p, np.array([0, 0, 1, 1, 1])).tolist()
    [0.5, 0.0, 1.0, 0.5, 1.0]

    Two tickets with the same p share a level:

    >>> isotonic(np.array([0.7, 0.2, 0.7]), np.array([1, 0, 0])).tolist()
    [0.5, 0.0, 0.5]
    """
    ### BEGIN SOLUTION: pool neighbours until the levels rise, and give each ticket its level
    scores, place, tickets = np.unique(p, return_inverse=True, return_counts=True)
    escalated = np.bincount(place, weights=y)
    blocks = []
    for block in zip(escalated, tickets, np.ones(len(scores), dtype=int), strict=True):
        while blocks and blocks[-1][0] / blocks[-1][1] >= block[0] / block[1]:
            block = tuple(np.add(blocks.pop(), block))
        blocks.append(block)
    levels = [np.full(int(width), hits / count) for hits, count, width in blocks]
    return np.concatenate(levels)[place]
    ### END SOLUTION
