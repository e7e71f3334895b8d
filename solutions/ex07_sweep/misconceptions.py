"""Plausible wrong versions of ex07_sweep, each with the sentence a student should read."""

import numpy as np

from ex06_threshold import confusion_matrix_at_threshold, precision_recall_f1


def sweep_thresholds__sorted(y, p, thresholds):
    """The rows come in the order given: whoever asked may want to put them beside a list."""
    return [
        (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        for t in sorted(thresholds)
    ]


def sweep_thresholds__sorted_in_place(y, p, thresholds):
    """sort() turns the caller's own list round; the order given was to stay as it is."""
    given = list(thresholds)
    thresholds.sort()
    return [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in given]


def sweep_thresholds__each_once(y, p, thresholds):
    """A threshold that is given twice has two rows: five in, five out."""
    return [
        (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        for t in dict.fromkeys(thresholds)
    ]


def sweep_thresholds__threshold_missing(y, p, thresholds):
    """A row begins with its threshold: without it nobody knows what the numbers belong to."""
    return [precision_recall_f1(confusion_matrix_at_threshold(y, p, t)) for t in thresholds]


def sweep_thresholds__threshold_last(y, p, thresholds):
    """The threshold stands first in its row: t, precision, recall, F1."""
    return [(*precision_recall_f1(confusion_matrix_at_threshold(y, p, t)), t) for t in thresholds]


def sweep_thresholds__number_for_threshold(y, p, thresholds):
    """Your rows begin with their number, not with their threshold."""
    return [
        (i, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        for i, t in enumerate(thresholds)
    ]


def sweep_thresholds__f1_missing(y, p, thresholds):
    """Four numbers a row are wanted: F1 is the last."""
    return [
        (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[:2]) for t in thresholds
    ]


def sweep_thresholds__recall_first(y, p, thresholds):
    """In a row precision comes before recall."""
    rows = []
    for t in thresholds:
        precision, recall, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        rows.append((t, recall, precision, f1))
    return rows


def sweep_thresholds__nested(y, p, thresholds):
    """Four numbers in a row, side by side: yours has the three scores in a package of their own."""
    return [(t, precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]


def sweep_thresholds__counts(y, p, thresholds):
    """These are the four counts; a row wants t and the scores that you make of them."""
    return [(t, *confusion_matrix_at_threshold(y, p, t).ravel()) for t in thresholds]


def sweep_thresholds__columns(y, p, thresholds):
    """You return a list for each quantity; wanted is a row for each threshold."""
    rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]
    return np.array(rows).T


def sweep_thresholds__flat(y, p, thresholds):
    """All your numbers stand in one long line: keep the rows apart."""
    numbers = []
    for t in thresholds:
        numbers += [t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))]
    return numbers


def sweep_thresholds__dict(y, p, thresholds):
    """A dict keeps one entry for each threshold and has no rows: a list of rows is wanted."""
    return {t: precision_recall_f1(confusion_matrix_at_threshold(y, p, t)) for t in thresholds}


def sweep_thresholds__last_only(y, p, thresholds):
    """Each turn of your loop forgets the row before it: collect them."""
    for t in thresholds:
        rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))]
    return rows


def sweep_thresholds__returned_too_early(y, p, thresholds):
    """Your return stands inside the loop, so that only the first threshold is judged."""
    rows = []
    for t in thresholds:
        rows.append((t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))))
        return rows


def sweep_thresholds__bare_row(y, p, thresholds):
    """One threshold still makes a list with one row in it, not a bare row."""
    rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]
    return rows[0] if len(rows) == 1 else rows


def sweep_thresholds__same_list(y, p, thresholds):
    """All your rows are one and the same list, filled anew each time: each row needs its own."""
    row, rows = [0.0] * 4, []
    for t in thresholds:
        row[:] = (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        rows.append(row)
    return rows


def sweep_thresholds__above_only(y, p, thresholds):
    """A ticket exactly on the threshold is flagged: t or more."""
    rows = []
    for t in thresholds:
        flagged = p > t
        tn, tp = np.sum((y == 0) & ~flagged), np.sum((y == 1) & flagged)
        cm = np.array([[tn, np.sum(flagged) - tp], [np.sum(y == 1) - tp, tp]])
        rows.append((t, *precision_recall_f1(cm)))
    return rows


def sweep_thresholds__always_half(y, p, thresholds):
    """All rows tell of t = 0.5: each threshold has to make its own decisions."""
    scores = precision_recall_f1(confusion_matrix_at_threshold(y, p, 0.5))
    return [(t, *scores) for t in thresholds]


def sweep_thresholds__skips_empty(y, p, thresholds):
    """A threshold that flags nothing has a row as well, with 0.0 in it."""
    rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]
    return [row for row in rows if row[2] > 0]


def sweep_thresholds__stale(y, p, thresholds):
    """Where nothing is flagged you keep the numbers of the threshold before: they are 0.0."""
    rows, scores = [], (0.0, 0.0, 0.0)
    for t in thresholds:
        if np.any(p >= t):
            scores = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        rows.append((t, *scores))
    return rows


def sweep_thresholds__nan(y, p, thresholds):
    """Precision is nan where nothing is flagged; 0.0 was agreed on."""
    rows = []
    for t in thresholds:
        precision, recall, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        rows.append((t, precision if np.any(p >= t) else np.nan, recall, f1))
    return rows


def sweep_thresholds__no_flag_is_one(y, p, thresholds):
    """A rule that flags nothing has precision 0.0 here, however pretty a 1 looks in a plot."""
    rows = []
    for t in thresholds:
        precision, recall, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        rows.append((t, precision if np.any(p >= t) else 1.0, recall, f1))
    return rows


def sweep_thresholds__own_thresholds(y, p, thresholds):
    """You chose thresholds of your own: the caller's are the ones to judge."""
    return [
        (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        for t in np.linspace(0, 1, len(thresholds))
    ]


def sweep_thresholds__rounded(y, p, thresholds):
    """Round when you print: the best threshold is found by comparing these numbers."""
    return [
        (t, *np.round(precision_recall_f1(confusion_matrix_at_threshold(y, p, t)), 2))
        for t in thresholds
    ]


def sweep_thresholds__flagged_so_far(y, p, thresholds):
    """Flags of earlier thresholds remain in yours: each threshold starts from nothing."""
    rows, flagged = [], np.zeros(len(p), dtype=bool)
    for t in thresholds:
        flagged |= p >= t
        tn, tp = np.sum((y == 0) & ~flagged), np.sum((y == 1) & flagged)
        cm = np.array([[tn, np.sum(flagged) - tp], [np.sum(y == 1) - tp, tp]])
        rows.append((t, *precision_recall_f1(cm)))
    return rows


def sweep_thresholds__p_overwritten(y, p, thresholds):
    """After your first threshold p holds zeros: the next ones judge what is left of it."""
    rows = []
    for t in thresholds:
        p[p < t] = 0
        rows.append((t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))))
    return rows


def sweep_thresholds__last_missing(y, p, thresholds):
    """Your loop ends one threshold too early."""
    return [
        (t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t)))
        for t in (thresholds[:-1] or thresholds)
    ]


def best_f1_threshold__f1_itself(y, p, thresholds):
    """That is the highest F1; asked for is the threshold that reaches it."""
    return max(precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds)


def best_f1_threshold__place(y, p, thresholds):
    """That is the place of the best threshold in the list; give the threshold itself."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return int(np.argmax(f1))


def best_f1_threshold__whole_row(y, p, thresholds):
    """The threshold alone is wanted, without its scores."""
    rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]
    return max(rows, key=lambda row: row[3])


def best_f1_threshold__largest_row(y, p, thresholds):
    """Rows are compared by what stands first in them, the threshold: tell max to look at F1."""
    rows = [(t, *precision_recall_f1(confusion_matrix_at_threshold(y, p, t))) for t in thresholds]
    return max(rows)[0]


def best_f1_threshold__lowest(y, p, thresholds):
    """You look for the lowest F1: it is a score, and higher is better."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return thresholds[int(np.argmin(f1))]


def best_f1_threshold__by_recall(y, p, thresholds):
    """You choose by recall, which is best where everything is flagged: choose by F1."""
    scores = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[1] for t in thresholds]
    return thresholds[int(np.argmax(scores))]


def best_f1_threshold__by_precision(y, p, thresholds):
    """You choose by precision, which often is best where hardly anything is flagged."""
    scores = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[0] for t in thresholds]
    return thresholds[int(np.argmax(scores))]


def best_f1_threshold__by_accuracy(y, p, thresholds):
    """Most right answers is not highest F1: the many quiet tickets count there too."""
    return thresholds[int(np.argmax([np.mean((p >= t) == y) for t in thresholds]))]


def best_f1_threshold__precision_is_recall(y, p, thresholds):
    """Where precision and recall meet, F1 need not be highest."""
    gaps = []
    for t in thresholds:
        precision, recall, _ = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
        gaps.append(abs(precision - recall))
    return thresholds[int(np.argmin(gaps))]


def best_f1_threshold__plain_mean(y, p, thresholds):
    """The plain mean of precision and recall forgives a very low one: F1 is harmonic."""
    scores = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t)) for t in thresholds]
    return thresholds[int(np.argmax([precision + recall for precision, recall, _ in scores]))]


def best_f1_threshold__half(y, p, thresholds):
    """Closest to 0.5 is a habit, not a choice by F1."""
    return min(thresholds, key=lambda t: abs(t - 0.5))


def best_f1_threshold__start_of_half(y, p, thresholds):
    """Your search starts at 0.5, and where no F1 is above 0 it gives back a t nobody offered."""
    best, most = 0.5, 0.0
    for t in thresholds:
        f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
        if f1 > most:
            best, most = t, f1
    return best


def best_f1_threshold__nothing_found(y, p, thresholds):
    """Where no F1 is above 0 your search finds nothing: one of those given is still the answer."""
    best, most = None, 0.0
    for t in thresholds:
        f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
        if f1 > most:
            best, most = t, f1
    return best


def best_f1_threshold__first_hill(y, p, thresholds):
    """F1 can fall and rise again: you stop at the first fall, before the end of the list."""
    best, most = thresholds[0], -1.0
    for t in thresholds:
        f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
        if f1 < most:
            break
        best, most = t, f1
    return best


def best_f1_threshold__better_than_neighbour(y, p, thresholds):
    """You compare with the threshold just before; compare with the best so far."""
    best, before = thresholds[0], -1.0
    for t in thresholds:
        f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
        if f1 > before:
            best = t
        before = f1
    return best


def best_f1_threshold__best_never_kept(y, p, thresholds):
    """The highest F1 so far is never written down, so each threshold beats the start again."""
    best, most = thresholds[0], 0.0
    for t in thresholds:
        if precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] > most:
            best = t
    return best


def best_f1_threshold__own_grid(y, p, thresholds):
    """Your threshold is none of those given: the caller's list is the choice."""
    grid = np.arange(0, 1, 0.01)
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in grid]
    return float(grid[int(np.argmax(f1))])


def best_f1_threshold__own_probabilities(y, p, thresholds):
    """You chose among the tickets' probabilities; the thresholds on offer are the caller's."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in p]
    return float(p[int(np.argmax(f1))])


def best_f1_threshold__sorted_place(y, p, thresholds):
    """The place belongs to the sorted list and you look it up in the other one."""
    ordered = sorted(thresholds)
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in ordered]
    return thresholds[int(np.argmax(f1))]


def best_f1_threshold__sorted_in_place(y, p, thresholds):
    """sort() turns the caller's list round: sort a copy, or do not sort at all."""
    thresholds.sort()
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return thresholds[int(np.argmax(f1))]


def best_f1_threshold__all_equals(y, p, thresholds):
    """One threshold is wanted, not the list of all that share the highest F1."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return [t for t, value in zip(thresholds, f1) if value == max(f1)]


def best_f1_threshold__middle_of_equals(y, p, thresholds):
    """The mean of several best thresholds is in general none of those given."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    best = [t for t, value in zip(thresholds, f1) if value > max(f1) - 1e-12]
    return sum(best) / len(best)


def best_f1_threshold__rounded(y, p, thresholds):
    """F1 rounded to a decimal makes different thresholds look equal: compare all the digits."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return thresholds[int(np.argmax(np.round(f1, 1)))]


def best_f1_threshold__threshold_rounded(y, p, thresholds):
    """Give the threshold as it was given: rounded it is another one."""
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in thresholds]
    return round(thresholds[int(np.argmax(f1))], 1)


# hidden only: the visible checks of the sweep have a ticket on the threshold, these have none
def best_f1_threshold__above_only(y, p, thresholds):
    """A ticket exactly on the threshold is flagged, here as everywhere."""
    f1 = [2 * np.sum(y[p > t]) / (np.sum(y) + np.sum(p > t)) for t in thresholds]
    return thresholds[int(np.argmax(f1))]


def best_f1_threshold__first_left_out(y, p, thresholds):
    """The first threshold never takes part in your comparison."""
    rest = thresholds[1:] or thresholds
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in rest]
    return rest[int(np.argmax(f1))]


def best_f1_threshold__last_left_out(y, p, thresholds):
    """The last threshold never takes part in your comparison."""
    rest = thresholds[:-1] or thresholds
    f1 = [precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] for t in rest]
    return rest[int(np.argmax(f1))]
