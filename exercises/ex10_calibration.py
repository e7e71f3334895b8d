"""Exercise 10: does 87 % mean 87 %?

So far only the order of the probabilities counted. But an agent who reads "this
ticket will be escalated with 87 %" takes the number at its word. Is it true?

One ticket cannot tell: it is escalated or it is not. So put tickets with similar
p together. Suppose that 50 tickets have a p of 0.87 on average, and 31 of them
were escalated. That is 31 / 50 = 62 %: the model says 87 % and gets 62 %, so it
is over-confident there, by 0.25.

Do so for the whole range. Cut [0, 1] into n_bins pieces of equal width, and for
each piece with tickets in it note

    the mean p,   the share that was escalated,   the number of tickets

Drawn against each other, share over mean p, this is a reliability diagram; a
calibrated model lies on the diagonal. The expected calibration error (ECE) is
the mean gap, each bin weighted by its tickets:

    ECE = sum over bins of  count / n * abs(share - mean p)

If the 50 tickets above are a quarter of all, they alone add 0.25 / 4 = 0.0625.

How small is small? It depends on how many tickets you have. The printed model
has an ECE of 0.1625 on our eight. The penalised model on tomorrow's eight has
0.159 with 4 bins and 0.265 with 5: nothing but the edges moved. Even a perfectly
calibrated model shows an ECE of 0.15 to 0.28 on eight tickets, on average, by
chance alone. On the 2,000 simulated tickets their model has 0.010 with 5 bins,
0.022 with 10 and 0.030 with 15: more bins, fewer tickets in each, more chance.
So never compare two ECEs with different bins, and distrust one from a few rows.

And ranking is another matter: AUC does not move if all scores are multiplied by
8, but the ECE goes from 0.022 to 0.164. Exercise 11 mends that.
"""

import numpy as np


# points: 4
def reliability_bins(y, p, n_bins):
    """Compare predicted with observed shares, bin by bin.

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated. There may be only one
        of the two.
    p : ndarray of float, shape (n,)
        Probabilities of class 1, from 0 to 1, both included. p = 0 belongs to
        the first bin and p = 1 to the last; which bin gets a p that lies exactly
        on an edge between two is up to you.
    n_bins : int
        Number of bins of equal width that [0, 1] is cut into.

    Returns
    -------
    mean_p : ndarray of float, shape (k,)
        Mean p of the tickets in each bin.
    share : ndarray of float, shape (k,)
        Share of them that was escalated.
    count : ndarray of int, shape (k,)
        How many they are. Bins without tickets are left out, so that k may be
        smaller than `n_bins`; the others go from low p to high.

    Notes
    -----
    scikit-learn's `sklearn.calibration.calibration_curve` gives the share first,
    then the mean p, and no count.

    Examples
    --------
    >>> y = np.array([0, 1, 0, 1, 1])
    >>> p = np.array([0.25, 0.75, 0.0, 1.0, 0.875])
    >>> mean_p, share, count = reliability_bins(y, p, 5)
    >>> mean_p.tolist()
    [0.0, 0.25, 0.75, 0.9375]
    >>> share.tolist()
    [0.0, 0.0, 1.0, 1.0]
    >>> count.tolist()
    [1, 1, 1, 2]
    """
    raise NotImplementedError(
        "reliability_bins: return mean p, share and count of every bin that holds a ticket"
    )


# points: 4
def expected_calibration_error(y, p, n_bins):
    """Compute the expected calibration error (ECE).

    Parameters
    ----------
    y : ndarray of int or bool, shape (n,)
        Labels, 1 (or True) where the ticket was escalated.
    p : ndarray of float, shape (n,)
        Probabilities of class 1, from 0 to 1, both included.
    n_bins : int
        Number of bins of equal width, as in `reliability_bins`.

    Returns
    -------
    float
        The sum over the bins of count / n times the absolute difference of the
        share escalated and the mean p.

    Examples
    --------
    Two tickets have a gap of 0.25, the four others, in the upper bin, one of 0.125:

    >>> y = np.array([0, 1, 1, 1, 1, 1])
    >>> p = np.array([0.25, 0.25, 0.875, 0.875, 0.875, 0.875])
    >>> round(float(expected_calibration_error(y, p, 2)), 3)
    0.167
    """
    raise NotImplementedError(
        "expected_calibration_error: return the mean gap of the bins, weighted by their tickets"
    )
