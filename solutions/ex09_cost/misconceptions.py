"""Plausible wrong versions of ex09_cost, each with the sentence a student should read."""

import numpy as np

from ex06_threshold import confusion_matrix_at_threshold
from ex07_sweep import best_f1_threshold


def expected_cost__mean(y, p, t, cost_fn=120, cost_fp=18):
    """The total over all tickets is asked for, not what a ticket costs on average."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return (cost_fn * fn + cost_fp * fp) / len(y)


def expected_cost__prices_swapped(y, p, t, cost_fn=120, cost_fp=18):
    """The prices are exchanged: a missed ticket is the false negative, and the dear one."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return cost_fn * fp + cost_fp * fn


def expected_cost__prices_of_the_chapter(y, p, t, cost_fn=120, cost_fp=18):
    """120 and 18 are only what holds when the caller names no prices: use the ones named."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return 120 * fn + 18 * fp


def expected_cost__defaults_swapped(y, p, t, cost_fn=18, cost_fp=120):
    """Without prices named, a miss costs 120 and a false alarm 18: yours are the other way."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return cost_fn * fn + cost_fp * fp


def expected_cost__misses_only(y, p, t, cost_fn=120, cost_fp=18):
    """A false alarm is cheap, but not free: it belongs into the sum."""
    return cost_fn * confusion_matrix_at_threshold(y, p, t)[1, 0]


def expected_cost__alarms_only(y, p, t, cost_fn=120, cost_fp=18):
    """The missed tickets are left out, and they are the expensive ones."""
    return cost_fp * confusion_matrix_at_threshold(y, p, t)[0, 1]


def expected_cost__one_price(y, p, t, cost_fn=120, cost_fp=18):
    """Each kind of mistake has its own price: the sum of the prices belongs to neither."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return (cost_fn + cost_fp) * (fn + fp)


def expected_cost__mistakes_counted(y, p, t, cost_fn=120, cost_fp=18):
    """This is the number of mistakes; each has a price."""
    return np.sum((p >= t) != (y == 1))


def expected_cost__every_flag_pays(y, p, t, cost_fn=120, cost_fp=18):
    """A flagged ticket that was urgent is no false alarm: it costs nothing here."""
    return cost_fn * np.sum((y == 1) & (p < t)) + cost_fp * np.sum(p >= t)


def expected_cost__every_urgent_pays(y, p, t, cost_fn=120, cost_fp=18):
    """Only the urgent tickets that were missed cost 120; the flagged ones do not."""
    return cost_fn * np.sum(y == 1) + cost_fp * np.sum((y == 0) & (p >= t))


def expected_cost__every_silence_pays(y, p, t, cost_fn=120, cost_fp=18):
    """Leaving a ticket alone costs only if it was urgent: TN is no mistake."""
    return cost_fn * np.sum(p < t) + cost_fp * np.sum((y == 0) & (p >= t))


def expected_cost__right_ones_pay(y, p, t, cost_fn=120, cost_fp=18):
    """You charge the diagonal, where the right decisions stand: are your decisions turned round?"""
    (tn, _), (_, tp) = confusion_matrix_at_threshold(y, p, t)
    return cost_fn * tp + cost_fp * tn


def expected_cost__hits_earn(y, p, t, cost_fn=120, cost_fp=18):
    """A hit earns nothing here: right decisions cost 0, and 0 is all."""
    (_, fp), (fn, tp) = confusion_matrix_at_threshold(y, p, t)
    return cost_fn * fn + cost_fp * fp - cost_fn * tp


def expected_cost__negative(y, p, t, cost_fn=120, cost_fp=18):
    """Costs are positive dollars: the search for the lowest would pick your most expensive."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return -(cost_fn * fn + cost_fp * fp)


def expected_cost__by_probability(y, p, t, cost_fn=120, cost_fp=18):
    """You price what the model expects; here it is settled what happened, so let y decide."""
    return np.sum(np.where(p >= t, (1 - p) * cost_fp, p * cost_fn))


def expected_cost__weighted_mistakes(y, p, t, cost_fn=120, cost_fp=18):
    """A mistake costs its whole price, however unsure the model was of it."""
    missed, alarm = (y == 1) & (p < t), (y == 0) & (p >= t)
    return cost_fn * np.sum((1 - p)[missed]) + cost_fp * np.sum(p[alarm])


def expected_cost__above_only(y, p, t, cost_fn=120, cost_fp=18):
    """A ticket exactly on the threshold is flagged."""
    return cost_fn * np.sum((y == 1) & (p <= t)) + cost_fp * np.sum((y == 0) & (p > t))


def expected_cost__always_half(y, p, t, cost_fn=120, cost_fp=18):
    """t never enters: these are the costs of t = 0.5."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, 0.5)
    return cost_fn * fn + cost_fp * fp


def expected_cost__by_the_rule(y, p, t, cost_fn=120, cost_fp=18):
    """You put the rule's threshold in place of t: asked for is the cost of the t that is given."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, cost_fp / (cost_fn + cost_fp))
    return cost_fn * fn + cost_fp * fp


def expected_cost__whole_dollars(y, p, t, cost_fn=120, cost_fp=18):
    """Prices may have cents: do not cut them off."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return int(cost_fn) * fn + int(cost_fp) * fp


def expected_cost__each_ticket(y, p, t, cost_fn=120, cost_fp=18):
    """These are the single tickets' costs: add them up."""
    return np.where(y == 1, cost_fn * (p < t), cost_fp * (p >= t))


def expected_cost__two_parts(y, p, t, cost_fn=120, cost_fp=18):
    """Both parts are right, and one number is wanted: their sum."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return cost_fn * fn, cost_fp * fp


def expected_cost__larger_part(y, p, t, cost_fn=120, cost_fp=18):
    """Both kinds of mistake are paid for, not only the more expensive part."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return max(cost_fn * fn, cost_fp * fp)


def expected_cost__differences_of_booleans(y, p, t, cost_fn=120, cost_fp=18):
    """NumPy does not subtract True from True: labels may be boolean, so compare instead."""
    gap = (p >= t) - y
    return cost_fn * np.sum(gap == -1) + cost_fp * np.sum(gap == 1)


def expected_cost__text(y, p, t, cost_fn=120, cost_fp=18):
    """A number is wanted, not a text with a dollar sign."""
    (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
    return f"${cost_fn * fn + cost_fp * fp}"


def expected_cost__overwritten(y, p, t, cost_fn=120, cost_fp=18):
    """Your function overwrites the probabilities that it was given."""
    p[p >= t] = 1
    p[p < 1] = 0
    return cost_fn * np.sum((y == 1) & (p == 0)) + cost_fp * np.sum((y == 0) & (p == 1))


def expected_cost__first_mistakes_only(y, p, t, cost_fn=120, cost_fp=18):
    """Your function returns inside the loop: the tickets behind the first one are never seen."""
    total = 0
    for label, chance in zip(y, p):
        if label and chance < t:
            total += cost_fn
        elif not label and chance >= t:
            total += cost_fp
        return total


def best_threshold_by_cost__cost_itself(y, p, thresholds, cost_fn=120, cost_fp=18):
    """That is the lowest cost; asked for is the threshold that reaches it."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return min(cost(t) for t in thresholds)


def best_threshold_by_cost__place(y, p, thresholds, cost_fn=120, cost_fp=18):
    """That is the place of the cheapest threshold in the list; give the threshold itself."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return int(np.argmin([cost(t) for t in thresholds]))


def best_threshold_by_cost__with_its_cost(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The threshold alone is wanted, without its cost."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    best = min(thresholds, key=cost)
    return best, cost(best)


def best_threshold_by_cost__dearest(y, p, thresholds, cost_fn=120, cost_fp=18):
    """A cost should be low: you look for the highest."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return max(thresholds, key=cost)


def best_threshold_by_cost__best_f1(y, p, thresholds, cost_fn=120, cost_fp=18):
    """This is the t of best F1, which does not know what mistakes cost."""
    return best_f1_threshold(y, p, thresholds)


def best_threshold_by_cost__most_accurate(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Fewest mistakes is not lowest cost: a miss costs as much as several false alarms."""
    return min(thresholds, key=lambda t: np.sum((p >= t) != (y == 1)))


def best_threshold_by_cost__fewest_misses(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Only misses count in your search: false alarms cost something too."""
    return min(thresholds, key=lambda t: np.sum((p < t) & (y == 1)))


def best_threshold_by_cost__fewest_alarms(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Only false alarms count in your search: the misses are what is expensive."""
    return min(thresholds, key=lambda t: np.sum((p >= t) & (y == 0)))


def best_threshold_by_cost__rule(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The rule gives a threshold of its own; here one of those given is to be found by counting."""
    return cost_fp / (cost_fn + cost_fp)


def best_threshold_by_cost__nearest_to_rule(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The rule trusts p and never looks at y: count what each threshold really cost."""
    return min(thresholds, key=lambda t: abs(t - cost_fp / (cost_fn + cost_fp)))


def best_threshold_by_cost__prices_not_handed_on(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The prices stop at your function's door: each t is still counted at 120 and 18."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return 120 * fn + 18 * fp

    return min(thresholds, key=cost)


def best_threshold_by_cost__prices_swapped(y, p, thresholds, cost_fn=120, cost_fp=18):
    """On the way to the counting the two prices changed places."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fp * fn + cost_fn * fp

    return min(thresholds, key=cost)


def best_threshold_by_cost__started_too_low(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Your search starts at a cost that many tickets never get below: start with the first t."""
    best, least = thresholds[0], 1000
    for t in thresholds:
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        if cost_fn * fn + cost_fp * fp < least:
            best, least = t, cost_fn * fn + cost_fp * fp
    return best


def best_threshold_by_cost__started_at_zero(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Nothing is cheaper than 0, so your search never leaves the first threshold."""
    best, least = thresholds[0], 0
    for t in thresholds:
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        if cost_fn * fn + cost_fp * fp < least:
            best, least = t, cost_fn * fn + cost_fp * fp
    return best


def best_threshold_by_cost__first_valley(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Costs can rise and fall again: you stop at the first rise, before the end of the list."""
    best, least = thresholds[0], float("inf")
    for t in thresholds:
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        if cost_fn * fn + cost_fp * fp > least:
            break
        best, least = t, cost_fn * fn + cost_fp * fp
    return best


def best_threshold_by_cost__cheaper_than_neighbour(y, p, thresholds, cost_fn=120, cost_fp=18):
    """You compare with the threshold just before; compare with the cheapest so far."""
    best, before = thresholds[0], float("inf")
    for t in thresholds:
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        if cost_fn * fn + cost_fp * fp < before:
            best = t
        before = cost_fn * fn + cost_fp * fp
    return best


def best_threshold_by_cost__lowest_threshold(y, p, thresholds, cost_fn=120, cost_fp=18):
    """You give the lowest threshold; the lowest cost is wanted."""
    return min(thresholds)


def best_threshold_by_cost__own_grid(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Your threshold is none of those given: the caller's list is the choice."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return float(min(np.arange(0, 1, 0.01), key=cost))


def best_threshold_by_cost__own_probabilities(y, p, thresholds, cost_fn=120, cost_fp=18):
    """You chose among the tickets' probabilities; the thresholds on offer are the caller's."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return float(min(np.unique(p), key=cost))


def best_threshold_by_cost__sorted_place(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The place belongs to the sorted list and you look it up in the other one."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return thresholds[int(np.argmin([cost(t) for t in sorted(thresholds)]))]


def best_threshold_by_cost__sorted_in_place(y, p, thresholds, cost_fn=120, cost_fp=18):
    """sort() turns the caller's list round: sort a copy, or do not sort at all."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    thresholds.sort()
    return min(thresholds, key=cost)


def best_threshold_by_cost__all_equals(y, p, thresholds, cost_fn=120, cost_fp=18):
    """One threshold is wanted, not the list of all that share the lowest cost."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    best = [t for t in thresholds if cost(t) == min(map(cost, thresholds))]
    return best if len(best) > 1 else best[0]


def best_threshold_by_cost__middle_of_equals(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The mean of several cheapest thresholds is in general none of those given."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    best = [t for t in thresholds if cost(t) == min(map(cost, thresholds))]
    return sum(best) / len(best)


def best_threshold_by_cost__threshold_rounded(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Give the threshold as it was given: rounded it is another one."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return round(min(thresholds, key=cost), 1)


def best_threshold_by_cost__first_left_out(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The first threshold never takes part in your comparison."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return min(thresholds[1:] or thresholds, key=cost)


def best_threshold_by_cost__last_left_out(y, p, thresholds, cost_fn=120, cost_fp=18):
    """The last threshold never takes part in your comparison."""

    def cost(t):
        (_, fp), (fn, _) = confusion_matrix_at_threshold(y, p, t)
        return cost_fn * fn + cost_fp * fp

    return min(thresholds[:-1] or thresholds, key=cost)


# hidden only: the visible checks of the cost have tickets on the threshold, these have none
def best_threshold_by_cost__above_only(y, p, thresholds, cost_fn=120, cost_fp=18):
    """A ticket exactly on the threshold is flagged, here as everywhere."""

    def cost(t):
        return cost_fn * np.sum((y == 1) & (p <= t)) + cost_fp * np.sum((y == 0) & (p > t))

    return min(thresholds, key=cost)


def best_threshold_by_cost__differences_of_booleans(y, p, thresholds, cost_fn=120, cost_fp=18):
    """NumPy does not subtract True from True: labels may be boolean, so compare instead."""

    def cost(t):
        gap = (p >= t) - y
        return cost_fn * np.sum(gap == -1) + cost_fp * np.sum(gap == 1)

    return min(thresholds, key=cost)
