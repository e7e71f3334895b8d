"""Plausible wrong versions of ex03_log_loss, each with the sentence a student should read."""

import numpy as np


def t4_loss_by_hand__other_class():
    """T4 was escalated, so y is 1 and the loss looks at p itself, not at 1 - p."""
    return (0.693, 1.715)


def t4_loss_by_hand__minus_forgotten():
    """The logarithm of a number below 1 is negative; the loss has a minus in front of it."""
    return (-0.693, -0.198)


def t4_loss_by_hand__base_ten():
    """Your calculator's log key means base 10; the loss takes the natural one, often called ln."""
    return (0.301, 0.086)


def t4_loss_by_hand__base_two():
    """This is the logarithm to base 2; the loss takes the natural one, often called ln."""
    return (1.000, 0.286)


def t4_loss_by_hand__other_order():
    """The order is p = 0.5 first, then p = 0.82: the surer right answer has the smaller loss."""
    return (0.198, 0.693)


def t4_loss_by_hand__undecided_is_free():
    """Being undecided is not free: at p = 0.5 the formula gives minus the log of one half."""
    return (0.000, 0.198)


def t4_loss_by_hand__two_decimals():
    """Three decimals are asked for: yours were rounded too far."""
    return (0.69, 0.20)


def t4_loss_by_hand__only_the_drop():
    """That is how far the loss fell; asked for are the two losses themselves."""
    return 0.495


def t4_loss_by_hand__distance():
    """This is the distance from p to 1; the loss is minus the logarithm of p."""
    return (0.500, 0.180)


def log_loss__ends_unprotected(y_true, p):
    """At p = 0 or p = 1 your formula meets log(0): keep p a tiny step away from both ends."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__only_zero_protected(y_true, p):
    """You guard p = 0, but at p = 1 the other logarithm meets 0 as well."""
    p = np.maximum(p, 1e-15)
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__infinite_when_wrong(y_true, p):
    """Certain and wrong must cost a large but finite amount: keep p off 0 and 1 before the log."""
    with np.errstate(divide="ignore"):
        return np.mean(np.where(y_true == 1, -np.log(p), -np.log(1 - p)))


def log_loss__infinity_made_zero(y_true, p):
    """Where you put 0 in place of infinity, the worst possible answer costs nothing."""
    with np.errstate(divide="ignore"):
        loss = np.where(y_true == 1, -np.log(p), -np.log(1 - p))
    return np.mean(np.where(np.isinf(loss), 0, loss))


def log_loss__infinity_made_huge(y_true, p):
    """Repairing infinity afterwards leaves a number with 300 digits: move p before the log."""
    with np.errstate(divide="ignore", over="ignore"):
        right = np.log(np.where(y_true == 1, p, 1 - p))
        return -np.mean(np.nan_to_num(right))


def log_loss__certain_rows_dropped(y_true, p):
    """Leaving out rows with p = 0 or p = 1 hides the worst mistakes; every row counts."""
    keep = (p > 0) & (p < 1)
    if not keep.any():
        return 0.0
    right = np.where(y_true == 1, p, 1 - p)[keep]
    return -np.mean(np.log(right))


def log_loss__clipped_too_early(y_true, p):
    """Your step away from 0 and 1 is so wide that it makes certain mistakes cheap."""
    p = np.clip(p, 1e-3, 1 - 1e-3)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__small_p_raised(y_true, p):
    """Adding 0.01 to p before the log changes every loss; the step must be far smaller."""
    return -np.mean(y_true * np.log(p + 0.01) + (1 - y_true) * np.log(1 - p + 0.01))


def log_loss__sum(y_true, p):
    """The sum grows with the number of tickets; asked for is the mean."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__divided_by_eight(y_true, p):
    """Your function counts on eight tickets; divide by the number that came in."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)) / 8


def log_loss__halved(y_true, p):
    """The factor one half belongs to the squared error; the log loss is the plain mean."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)) / 2


def log_loss__minus_forgotten(y_true, p):
    """A loss is never negative: the logarithm of a probability is, hence the minus in front."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__only_escalated(y_true, p):
    """Tickets that were not escalated count too: the term with 1 - y is missing."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p))


def log_loss__only_quiet(y_true, p):
    """Tickets that were escalated count too: the term with y is missing."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean((1 - y_true) * np.log(1 - p))


def log_loss__classes_swapped(y_true, p):
    """The two terms are swapped: where y is 1, it is p itself that should be large."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(1 - p) + (1 - y_true) * np.log(p))


def log_loss__label_ignored(y_true, p):
    """The label never comes in: what a p costs depends on what really happened."""
    return -np.mean(np.log(np.clip(p, 1e-15, 1)))


def log_loss__base_ten(y_true, p):
    """The natural logarithm is meant, np.log; np.log10 gives less than half of it."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


def log_loss__base_two(y_true, p):
    """The natural logarithm is meant, np.log; np.log2 measures in bits."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log2(p) + (1 - y_true) * np.log2(1 - p))


def log_loss__bracket_missing(y_true, p):
    """Mind the brackets: 1 - y belongs together before it is multiplied by a logarithm."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + 1 - y_true * np.log(1 - p))


def log_loss__log_of_one_minus_outside(y_true, p):
    """1 - log(p) is not log(1 - p): the subtraction belongs inside the logarithm."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * (1 - np.log(p)))


def log_loss__one_per_row(y_true, p):
    """These are the losses of the single tickets; now take their mean."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def log_loss__squared_error(y_true, p):
    """This is the mean squared error: being certain and wrong costs only 1 there."""
    return np.mean((y_true - p) ** 2)


def log_loss__absolute_error(y_true, p):
    """This is the mean distance between p and the label; a logarithm is needed."""
    return np.mean(np.abs(y_true - p))


def log_loss__share_of_errors(y_true, p):
    """This counts wrong decisions; the log loss also asks how sure the model was."""
    return np.mean((p >= 0.5) != (y_true == 1))


def log_loss__log_of_the_mean(y_true, p):
    """First the logarithm of each row, then the mean: the other way round mistakes cancel out."""
    right = np.where(y_true == 1, p, 1 - p)
    return -np.log(np.clip(np.mean(right), 1e-15, 1))


def log_loss__classes_averaged_apart(y_true, p):
    """One mean over all rows, not one per class: each ticket has the same weight."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    loss = -np.log(np.where(y_true == 1, p, 1 - p))
    return sum(np.mean(loss[y_true == label]) for label in (0, 1) if np.any(y_true == label))


def log_loss__arguments_swapped(y_true, p):
    """Labels and probabilities have changed places: the logarithm is of p, not of y."""
    q = np.clip(y_true, 1e-15, 1 - 1e-15)
    return -np.mean(p * np.log(q) + (1 - p) * np.log(1 - q))


def log_loss__labels_as_places(y_true, p):
    """Labels are no row numbers: p[y] picks the rows 0 and 1 of p again and again."""
    return -np.mean(np.log(np.clip(p, 1e-15, 1))[y_true])


def log_loss__minus_of_booleans(y_true, p):
    """Labels may be True and False, and NumPy has no minus for those: make them numbers first."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


def log_loss__bits_flipped(y_true, p):
    """~ turns 1 into -2 on whole numbers, and swaps only True and False: use 1 minus y."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + ~y_true * np.log(1 - p))


def log_loss__first_row_only(y_true, p):
    """Your function is done after the first row: is the return inside the loop?"""
    first = min(max(p[0] if y_true[0] else 1 - p[0], 1e-15), 1)
    return -np.log(first)


def log_loss__rounded(y_true, p):
    """Do not round inside a function: the next one needs all the digits."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return round(float(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))), 3)


def log_loss__argument_overwritten(y_true, p):
    """Your function changes the probabilities that it was given; work on a copy."""
    p[y_true == 0] = 1 - p[y_true == 0]
    return -np.mean(np.log(np.clip(p, 1e-15, 1)))


def log_loss__printed(y_true, p):
    """print shows a value to you; return hands it to the caller."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    print(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)))
