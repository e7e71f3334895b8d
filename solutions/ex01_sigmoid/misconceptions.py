"""Plausible wrong versions of ex01_sigmoid, each with the sentence a student should read."""

import math

import numpy as np


def sigmoid_by_hand__sign_swapped():
    """Your numbers stand in the opposite order: sigmoid(-4) is the small one."""
    return (0.982, 0.731, 0.500, 0.269, 0.018)


def sigmoid_by_hand__one_decimal():
    """Three decimals are asked for: 0.0 and 1.0 would mean that the model is certain."""
    return (0.0, 0.3, 0.5, 0.7, 1.0)


def sigmoid_by_hand__denominators():
    """These are 1 + e^(-z); the sigmoid is 1 divided by that."""
    return (55.598, 3.718, 2.000, 1.368, 1.018)


def sigmoid_by_hand__exponentials():
    """These are e^(-z); the sigmoid goes on from there: 1 / (1 + e^(-z))."""
    return (54.598, 2.718, 1.000, 0.368, 0.018)


def sigmoid_by_hand__zero_left_out():
    """Five scores were given; sigmoid(0) is one of them."""
    return (0.018, 0.269, 0.731, 0.982)


def sigmoid_by_hand__digit_lost():
    """Look at sigmoid(-4) again: 1 / 55.6 has a zero right behind the point."""
    return (0.18, 0.269, 0.500, 0.731, 0.982)


def sigmoid_by_hand__one_left_out():
    """At z = -1 you divided 1 by e alone; the denominator is 1 + e."""
    return (0.018, 0.368, 0.500, 0.731, 0.982)


def sigmoid__plus_in_exponent(z):
    """The exponent is minus z: with plus z the curve falls where it should rise."""
    return 1 / (1 + np.exp(np.minimum(np.asarray(z, dtype=float), 700)))


def sigmoid__bracket_missing(z):
    """Mind the brackets: 1 / (1 + e^(-z)) divides by the whole sum, 1 / 1 + e^(-z) does not."""
    return 1 / 1 + np.exp(np.minimum(-np.asarray(z, dtype=float), 700))


def sigmoid__one_forgotten(z):
    """1 / e^(-z) has no upper limit: the 1 + in the denominator is what keeps it below 1."""
    return 1 / np.exp(np.clip(-np.asarray(z, dtype=float), -700, 700))


def sigmoid__denominator_minus(z):
    """The denominator is a sum, 1 + e^(-z); with a difference it would be 0 at z = 0."""
    z = np.clip(np.asarray(z, dtype=float), -500, 500)
    return 1 / (1 - np.exp(-np.where(z == 0, 1e-9, z)))


def sigmoid__tanh(z):
    """tanh looks alike but runs from -1 to 1; a probability runs from 0 to 1."""
    return np.tanh(z)


def sigmoid__tanh_of_z_not_halved(z):
    """(1 + tanh(z)) / 2 is too steep by a factor of 2: it is the sigmoid of 2 z."""
    return (1 + np.tanh(z)) / 2


def sigmoid__derivative(z):
    """sigmoid(z) times 1 minus itself is the slope of the curve; asked for is the curve itself."""
    p = 0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2))
    return p * (1 - p)


def sigmoid__base_two(z):
    """The base is e, not 2 or 10: use np.exp."""
    return 1 / (1 + 2.0 ** np.minimum(-np.asarray(z, dtype=float), 1000))


def sigmoid__overflow_to_nan(z):
    """For very negative z, e^(-z) is inf and your formula divides inf by inf, which is nan."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


def sigmoid__only_numbers(z):
    """math.exp takes one number only; np.exp works on a whole array."""
    if z < 0:
        return 1 - 1 / (1 + math.exp(max(z, -700)))
    return 1 / (1 + math.exp(-z))


def sigmoid__clipped_too_early(z):
    """Clipping z at 5 makes every score beyond 5 the same: the clip should only stop overflow."""
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


def sigmoid__rounded(z):
    """Do not round inside a function: the next one needs all the digits."""
    return np.round(0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2)), 3)


def sigmoid__yes_or_no(z):
    """This answers yes or no; the sigmoid gives a probability, and a threshold comes later."""
    return (np.asarray(z, dtype=float) >= 0) * 1.0


def sigmoid__mean_of_array(z):
    """One probability per score: an array of scores must not become one number."""
    return np.mean(0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2)))


def sigmoid__softmax(z):
    """These add up to 1 over the array; each score has a probability of its own here."""
    z = np.asarray(z, dtype=float)
    share = np.exp(z - z.max())
    return share / share.sum()


def sigmoid__straight_line(z):
    """A straight line clipped to 0 and 1 is not the sigmoid: the curve bends everywhere."""
    return np.clip(0.5 + np.asarray(z, dtype=float) / 4, 0, 1)


def sigmoid__mirrored_below_zero(z):
    """Below 0 use e^z / (1 + e^z): dropping the sign of z makes both sides the same."""
    return 1 / (1 + np.exp(-np.abs(z)))


def sigmoid__flattened(z):
    """Keep the shape of z: a table of scores gives a table of probabilities."""
    p = 0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2))
    return p.ravel() if p.ndim else float(p)


# hidden only: the visible checks leave this habit for the grading to find
def sigmoid__argument_overwritten(z):
    """Your function changes the array that it was given; work on a copy."""
    if isinstance(z, np.ndarray):
        np.clip(z, -700, 700, out=z)
        np.exp(-z, out=z)
        z += 1
        np.reciprocal(z, out=z)
        return z.copy()
    return 1 / (1 + math.exp(min(-z, 700)))


def sigmoid__printed(z):
    """print shows a value to you; return hands it to the caller."""
    print(0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2)))
