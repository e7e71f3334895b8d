"""Plausible wrong versions of ex11_recalibration, each with the sentence a student should read."""

import numpy as np

from ex01_sigmoid import sigmoid
from ex03_log_loss import log_loss
from ex05_fit import fit_logistic


def temperature_scale__multiplied(z, T):
    """A high temperature takes confidence away: the scores are divided by it."""
    return sigmoid(z * T)


def temperature_scale__sigmoid_divided(z, T):
    """Divide the score, not the probability: with T below 1 yours would exceed 1."""
    return sigmoid(z) / T


def temperature_scale__no_sigmoid(z, T):
    """These are scores at another scale; the sigmoid turns them into probabilities."""
    return z / T


def temperature_scale__sigmoid_twice(z, T):
    """You squeeze twice: z is a score, so take the sigmoid once, after the division."""
    return sigmoid(sigmoid(z) / T)


def temperature_scale__power(z, T):
    """Raising p alone to a power is not the same: p and 1 - p would no longer add up."""
    return sigmoid(z) ** (1 / T)


def temperature_scale__subtracted(z, T):
    """Subtracting T shifts the scores; temperature changes their scale."""
    return sigmoid(z - T)


def temperature_scale__ignored(z, T):
    """T does not enter your answer: what should a higher temperature do to the scores?"""
    return sigmoid(z)


def temperature_scale__whole_division(z, T):
    """// throws away the fraction: use the plain division."""
    return sigmoid(z // T)


def temperature_scale__towards_zero(z, T):
    """You mix p with 0.5 in proportion; temperature acts on the score, before the sigmoid."""
    return 0.5 + (sigmoid(z) - 0.5) / T


def temperature_scale__clipped_too_early(z, T):
    """Clipping at 5 makes all sure answers the same: a clip should only stop overflow."""
    return sigmoid(np.clip(z / T, -5, 5))


def temperature_scale__in_place(z, T):
    """z /= T changes the caller's scores; divide into a new array."""
    z /= T
    return sigmoid(z)


def fit_temperature__always_one(z, y):
    """T = 1 changes nothing: search for the T of lowest log loss."""
    return 1.0


def fit_temperature__upside_down(z, y):
    """You found the factor for the scores: T is what they are divided by."""
    grid = np.geomspace(0.05, 20, 80)
    return min(grid, key=lambda s: log_loss(y, sigmoid(z * s)))


def fit_temperature__highest_loss(z, y):
    """You keep the T of the highest loss: is a high loss good or bad?"""
    return max(np.geomspace(0.2, 20, 60), key=lambda T: log_loss(y, sigmoid(z / T)))


def fit_temperature__only_above_one(z, y):
    """Scores can also be too timid: try temperatures below 1 as well."""
    return min(np.geomspace(1, 20, 60), key=lambda T: log_loss(y, sigmoid(z / T)))


def fit_temperature__only_to_five(z, y):
    """Your search ends too early: the best T may be as high as 20."""
    return min(np.geomspace(0.1, 5, 60), key=lambda T: log_loss(y, sigmoid(z / T)))


def fit_temperature__whole_numbers(z, y):
    """Only whole temperatures are tried: between 0 and 1 there is much to find."""
    return min(range(1, 21), key=lambda T: log_loss(y, sigmoid(z / T)))


def fit_temperature__steps_of_one_half(z, y):
    """Steps of 0.5 jump over the valley where the best T is small."""
    return min(np.arange(0.5, 20.5, 0.5), key=lambda T: log_loss(y, sigmoid(z / T)))


def fit_temperature__first_of_the_grid(z, y):
    """Accuracy does not depend on T, so your search keeps the first T: look at the log loss."""
    right = [np.mean((sigmoid(z / T) >= 0.5) == (y == 1)) for T in np.arange(0.2, 20, 0.1)]
    return 0.2 + 0.1 * int(np.argmax(right))


def fit_temperature__squared_error(z, y):
    """You minimise squared errors, which shrug at a sure mistake: take the log loss."""
    return min(np.geomspace(0.1, 25, 80), key=lambda T: np.mean((sigmoid(z / T) - y) ** 2))


def fit_temperature__absolute_error(z, y):
    """You minimise absolute errors; that drives T to an end of the search. Take the log loss."""
    return min(np.geomspace(0.1, 25, 80), key=lambda T: np.mean(np.abs(sigmoid(z / T) - y)))


def fit_temperature__calibration_error(z, y):
    """You minimise the ECE, which depends on bins and luck: take the log loss."""

    def ece(T):
        p = sigmoid(z / T)
        place = np.minimum((p * 10).astype(int), 9)
        return np.abs(np.bincount(place, weights=p - y)).sum()

    return min(np.geomspace(0.1, 25, 80), key=ece)


def fit_temperature__same_mean(z, y):
    """You ask for a mean p that equals the share escalated; the log loss asks for more."""
    return min(np.geomspace(0.1, 25, 80), key=lambda T: abs(np.mean(sigmoid(z / T)) - np.mean(y)))


def fit_temperature__escalated_only(z, y):
    """Your loss looks at the escalated tickets only; the others have a say as well."""
    wins = z[y == 1]
    return min(np.geomspace(0.1, 25, 80), key=lambda T: -np.mean(np.log(sigmoid(wins / T) + 1e-15)))


def fit_temperature__signs_of_labels_lost(z, y):
    """Your loss has the labels the wrong way round: p is the probability of class 1."""
    return min(np.geomspace(0.1, 25, 80), key=lambda T: log_loss(1 - y, sigmoid(z / T)))


def fit_temperature__probabilities_divided(z, y):
    """You divide the probability; the temperature belongs to the score, inside the sigmoid."""
    grid = np.geomspace(0.2, 20, 80)
    return min(grid, key=lambda T: log_loss(y, np.minimum(sigmoid(z) / T, 1)))


def fit_temperature__sigmoid_twice(z, y):
    """You take the sigmoid of a sigmoid: z is a score already."""
    return min(np.geomspace(0.05, 25, 80), key=lambda T: log_loss(y, sigmoid(sigmoid(z) / T)))


def fit_temperature__slope_of_platt(z, y):
    """You let b move along with it; with T alone another value is best."""
    x = (z - z.mean()) / z.std()
    w = fit_logistic(np.column_stack([np.ones(len(z)), x]), y, lr=4.0, epochs=300)
    return z.std() / w[1]


def fit_temperature__spread_of_scores(z, y):
    """The spread of the scores says nothing about how right they are: look at the labels too."""
    return np.std(z)


def fit_temperature__first_nan_taken(z, y):
    """Some of your losses are nan (0 times log(0)), and argmin takes the first nan it meets."""
    grid = np.linspace(0.1, 20, 200)
    with np.errstate(all="ignore"):
        p = [sigmoid(z / T) for T in grid]
        losses = [-np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)) for q in p]
    return grid[int(np.argmin(losses))]


def fit_temperature__clipped_widely(z, y):
    """You keep p far away from 0 and 1, and so a sure mistake looks cheap."""
    grid = np.geomspace(0.1, 25, 80)
    return min(grid, key=lambda T: log_loss(y, np.clip(sigmoid(z / T), 0.05, 0.95)))


def fit_temperature__short_walk(z, y):
    """Your walk stops long before the valley: follow the loss until it no longer falls."""
    T = 1.0
    for _ in range(100):
        slope = np.mean((sigmoid(z / T) - y) * z) * -1 / T**2
        T = max(T - 0.01 * slope, 0.05)
    return T


def fit_temperature__lowest_loss_itself(z, y):
    """This is the lowest loss; asked for is the T that has it."""
    return min(log_loss(y, sigmoid(z / T)) for T in np.geomspace(0.1, 25, 80))


def fit_temperature__place_in_grid(z, y):
    """This is the place in your list of temperatures; give the temperature that stands there."""
    losses = [log_loss(y, sigmoid(z / T)) for T in np.linspace(0.1, 20, 200)]
    return int(np.argmin(losses)) + 1


def fit_temperature__with_its_loss(z, y):
    """Give the T alone, without the loss."""
    best = min(np.geomspace(0.1, 25, 80), key=lambda T: log_loss(y, sigmoid(z / T)))
    return best, log_loss(y, sigmoid(z / best))


def fit_temperature__probabilities_returned(z, y):
    """Give the temperature; the probabilities are for temperature_scale."""
    best = min(np.geomspace(0.1, 25, 80), key=lambda T: log_loss(y, sigmoid(z / T)))
    return sigmoid(z / best)


def fit_temperature__scores_overwritten(z, y):
    """z /= T changes the caller's scores: divide into a new array."""
    best = min(np.geomspace(0.1, 25, 80), key=lambda T: log_loss(y, sigmoid(z / T)))
    z /= best
    return best


def fit_temperature__labels_subtracted(z, y):
    """Minus True is an error in NumPy: turn True and False into numbers first."""
    sign = -(-y) * 2 - 1
    grid = np.geomspace(0.1, 25, 80)
    return min(grid, key=lambda T: np.mean(np.logaddexp(0, -sign * z / T)))


def platt_scale__left_as_they_are(z, y):
    """a = 1 and b = 0 is where one starts: nothing has been fitted yet."""
    return sigmoid(z)


def platt_scale__temperature_only(z, y):
    """You fit a alone; Platt's method also has b, which shifts."""
    best = min(np.geomspace(0.005, 60, 120), key=lambda T: log_loss(y, sigmoid(z / T)))
    return sigmoid(z / best)


def platt_scale__shift_only(z, y):
    """You fit b alone; Platt's method also has a, which stretches."""
    best = min(np.linspace(-40, 40, 161), key=lambda b: log_loss(y, sigmoid(z + b)))
    return sigmoid(z + best)


def platt_scale__one_after_the_other(z, y):
    """First a, then b: once b has moved, the old a is no longer the best. Fit both together."""
    a = min(np.geomspace(0.01, 200, 120), key=lambda s: log_loss(y, sigmoid(z * s)))
    b = min(np.linspace(-40, 40, 161), key=lambda s: log_loss(y, sigmoid(a * z + s)))
    return sigmoid(a * z + b)


def platt_scale__smoothed_targets(z, y):
    """You moved the labels off 0 and 1, as Platt's paper does; here they stay as they are."""
    ones, zeros = np.sum(y == 1), np.sum(y == 0)
    target = np.where(y == 1, (ones + 1) / (ones + 2), 1 / (zeros + 2))
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return sigmoid(table @ fit_logistic(table, target, lr=4.0, epochs=300))


def platt_scale__penalised(z, y):
    """There is no penalty in Platt's method: a may become as large as the labels ask for."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=300, l2=1.0))


def platt_scale__large_scores_jump(z, y):
    """With scores up to 70 each step of lr = 0.5 leaps across the valley: rescale, or go slowly."""
    table = np.column_stack([np.ones(len(z)), z])
    return sigmoid(table @ fit_logistic(table, y, lr=0.5, epochs=1000))


def platt_scale__small_steps_too_few(z, y):
    """Small steps are safe, but you stop long before the loss has stopped falling."""
    table = np.column_stack([np.ones(len(z)), z])
    return sigmoid(table @ fit_logistic(table, y, lr=0.0005, epochs=500))


def platt_scale__of_probabilities(z, y):
    """You take the sigmoid first and fit a and b to that; they belong to the score z itself."""
    q = sigmoid(z)
    x = (q - q.mean()) / q.std()
    table = np.column_stack([np.ones(len(z)), x])
    return sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=300))


def platt_scale__fitted_scaled_used_raw(z, y):
    """a and b were fitted to standardised scores: use them on those, not on the raw ones."""
    x = (z - z.mean()) / z.std()
    w = fit_logistic(np.column_stack([np.ones(len(z)), x]), y, lr=4.0, epochs=300)
    return sigmoid(w[0] + w[1] * z)


def platt_scale__straight_line(z, y):
    """This is the least squares line, cut off at 0 and 1; fit the sigmoid by its log loss."""
    a, b = np.polyfit(z, np.asarray(y, dtype=float), 1)
    return np.clip(a * z + b, 0.001, 0.999)


def platt_scale__squared_error(z, y):
    """You minimise squared errors; the log loss is what is asked for."""
    x = (z - z.mean()) / z.std()
    a, b = 1.0, 0.0
    for _ in range(400):
        p = sigmoid(a * x + b)
        slope = (p - y) * p * (1 - p)
        a, b = a - 8 * np.mean(slope * x), b - 8 * np.mean(slope)
    return sigmoid(a * x + b)


def platt_scale__labels_swapped(z, y):
    """Your p falls where z rises: the labels went in the wrong way round."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return sigmoid(table @ fit_logistic(table, 1 - y, lr=4.0, epochs=300))


def platt_scale__scores_returned(z, y):
    """These are the new scores a z + b; the sigmoid is missing."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return table @ fit_logistic(table, y, lr=4.0, epochs=300)


def platt_scale__weights_returned(z, y):
    """These are a and b; asked for are the probabilities of the tickets."""
    x = (z - z.mean()) / z.std()
    w = fit_logistic(np.column_stack([np.ones(len(z)), x]), y, lr=4.0, epochs=300)
    return np.array([w[1] / z.std(), w[0] - w[1] * z.mean() / z.std()])


def platt_scale__in_order_of_scores(z, y):
    """Your probabilities are sorted; each belongs at the place of its ticket."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return np.sort(sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=300)))


def platt_scale__yes_or_no(z, y):
    """You cut at 0.5; asked for are the probabilities themselves."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return (sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=300)) >= 0.5) * 1.0


def platt_scale__share_for_everybody(z, y):
    """You give each ticket the same probability; the scores have more to say."""
    return np.full(len(z), np.mean(y))


def platt_scale__labels_given_back(z, y):
    """You give the labels back; fitted is a curve that never saw them one by one."""
    return np.asarray(y, dtype=float)


def platt_scale__steps(z, y):
    """This is a staircase (isotonic regression); Platt's curve is a sigmoid with an a and a b."""
    order = np.lexsort((-np.asarray(y, dtype=int), z))
    blocks = []
    for label in np.asarray(y, dtype=float)[order]:
        blocks.append([label, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            hits, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count]
    fitted = np.empty(len(z))
    fitted[order] = np.concatenate([np.full(count, hits / count) for hits, count in blocks])
    return fitted


def platt_scale__scores_overwritten(z, y):
    """You standardise the caller's scores in place: work on a copy."""
    z -= z.mean()
    z /= z.std()
    table = np.column_stack([np.ones(len(z)), z])
    return sigmoid(table @ fit_logistic(table, y, lr=4.0, epochs=300))


def platt_scale__labels_negated(z, y):
    """Minus True is an error in NumPy: turn True and False into numbers first."""
    x = (z - z.mean()) / z.std()
    table = np.column_stack([np.ones(len(z)), x])
    return sigmoid(table @ fit_logistic(table, -(-y), lr=4.0, epochs=300))


def isotonic__ties_apart(p, y):
    """Tickets of equal p get different values: give each distinct p one level to begin with."""
    order = np.argsort(p, kind="stable")
    blocks = []
    for label in y[order].astype(float):
        blocks.append([label, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            hits, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count]
    fitted = np.empty(len(p))
    fitted[order] = np.concatenate([np.full(count, hits / count) for hits, count in blocks])
    return fitted


def isotonic__ties_count_once(p, y):
    """After pooling ties, remember how many tickets each level has: they weigh accordingly."""
    scores, place = np.unique(p, return_inverse=True)
    blocks = []
    for level in np.bincount(place, weights=y) / np.bincount(place):
        blocks.append([level, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            hits, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count]
    return np.concatenate([np.full(count, hits / count) for hits, count in blocks])[place]


def isotonic__mean_of_means(p, y):
    """Joining a level of one ticket with one of nine: the nine count nine times."""
    scores, place = np.unique(p, return_inverse=True)
    blocks = []
    for level in np.bincount(place, weights=y) / np.bincount(place):
        blocks.append([level, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            level, count = blocks.pop()
            blocks[-1] = [(blocks[-1][0] + level) / 2, blocks[-1][1] + count]
    return np.concatenate([np.full(count, level) for level, count in blocks])[place]


def isotonic__in_sorted_order(p, y):
    """Your values come in the order of rising p: give each back to its own ticket."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            hits, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count]
    return np.concatenate([np.full(int(count), hits / count) for hits, count in blocks])


def isotonic__one_for_each_score(p, y):
    """You give a value for each distinct p; wanted is one for each ticket, in their order."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])


def isotonic__one_pass(p, y):
    """You go through once and join neighbours; afterwards a level may lie below an earlier one."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        if blocks and blocks[-1][0] * count > hits * blocks[-1][1]:
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count, blocks[-1][2] + 1]
        else:
            blocks.append([hits, count, 1])
    return np.concatenate([np.full(width, hits / count) for hits, count, width in blocks])[place]


def isotonic__looks_back_once(p, y):
    """After joining you look back one level only: it may have to join with several."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        for _ in range(2):
            if len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
                last = blocks.pop()
                blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.concatenate([np.full(width, hits / count) for hits, count, width in blocks])[place]


def isotonic__running_maximum(p, y):
    """Lifting what is too low to the level before it rises as well, but it is not the best fit."""
    scores, place = np.unique(p, return_inverse=True)
    return np.maximum.accumulate(np.bincount(place, weights=y) / np.bincount(place))[place]


def isotonic__running_minimum(p, y):
    """Lowering what is too high to the level after it rises as well, but it is not the best fit."""
    scores, place = np.unique(p, return_inverse=True)
    share = np.bincount(place, weights=y) / np.bincount(place)
    return np.minimum.accumulate(share[::-1])[::-1][place]


def isotonic__halfway(p, y):
    """Half way between the two simple staircases is no best fit: join levels by their tickets."""
    scores, place = np.unique(p, return_inverse=True)
    share = np.bincount(place, weights=y) / np.bincount(place)
    low = np.minimum.accumulate(share[::-1])[::-1]
    return ((np.maximum.accumulate(share) + low) / 2)[place]


def isotonic__running_mean(p, y):
    """The mean of all tickets so far need not rise, and a level has no say over later ones."""
    scores, place = np.unique(p, return_inverse=True)
    hits, size = np.bincount(place, weights=y), np.bincount(place)
    return (np.cumsum(hits) / np.cumsum(size))[place]


def isotonic__labels_sorted(p, y):
    """Sorting the labels parts them from their tickets: pool neighbours instead."""
    fitted = np.empty(len(p))
    fitted[np.argsort(p, kind="stable")] = np.sort(y)
    return fitted


def isotonic__falling(p, y):
    """Your levels fall as p rises; they are meant to rise."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] < blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])[
        place
    ]


def isotonic__order_of_rows(p, y):
    """You pool the tickets in the order of the table: sort them by p first."""
    blocks = []
    for label in y.astype(float):
        blocks.append([label, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            hits, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + hits, blocks[-1][1] + count]
    return np.concatenate([np.full(count, hits / count) for hits, count in blocks])


def isotonic__shares_of_bins(p, y):
    """These are the shares of ten fixed bins; isotonic finds its own, and they always rise."""
    place = np.minimum((p * 10).astype(int), 9)
    size = np.maximum(np.bincount(place, minlength=10), 1)
    return (np.bincount(place, weights=y, minlength=10) / size)[place]


def isotonic__shares_of_scores(p, y):
    """The share at each distinct p is the beginning; where it falls, levels must be joined."""
    scores, place = np.unique(p, return_inverse=True)
    return (np.bincount(place, weights=y) / np.bincount(place))[place]


def isotonic__scores_pooled(p, y):
    """You pool the scores; pooled are the labels, in the order of the scores."""
    blocks = []
    order = np.argsort(p, kind="stable")
    for score, _ in zip(p[order], y[order], strict=True):
        blocks.append(score)
    fitted = np.empty(len(p))
    fitted[order] = np.maximum.accumulate(blocks)
    return fitted


def isotonic__rounded_scores(p, y):
    """Rounding makes scores equal that are not: only exactly equal p share a level by force."""
    scores, place, size = np.unique(np.round(p, 2), return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])[
        place
    ]


def isotonic__kept_off_the_ends(p, y):
    """A level of exactly 0 or 1 is right here: do not move it inwards."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    levels = np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])
    return np.clip(levels, 0.001, 0.999)[place]


def isotonic__straight_lines_between(p, y):
    """A staircase is wanted: you draw straight lines between the middles of its steps."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for score, hits, count in zip(scores, np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, score * count])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    middle = [total / count for _, count, total in blocks]
    return np.interp(p, middle, [hits / count for hits, count, _ in blocks])


def isotonic__sorted_in_place(p, y):
    """p.sort() reorders the caller's scores and parts them from their labels."""
    p.sort()
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])[
        place
    ]


def isotonic__written_into_p(p, y):
    """You write your answer into the caller's p: make a new array for it."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    levels = np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])
    p[:] = levels[place]
    return p


def isotonic__whole_numbers_kept(p, y):
    """Your levels are stored where only True and False fit: make the array one of floats."""
    scores, place, size = np.unique(p, return_inverse=True, return_counts=True)
    blocks = []
    for hits, count in zip(np.bincount(place, weights=y), size, strict=True):
        blocks.append([hits, count, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    levels = np.concatenate([np.full(int(width), hits / count) for hits, count, width in blocks])
    fitted = np.zeros_like(y) if y.dtype == bool else np.zeros(len(y))
    fitted[:] = levels[place]
    return fitted
