"""Plausible wrong versions of ex08_roc, each with the sentence a student should read."""

import numpy as np


def roc_points__axes_swapped(y, p, thresholds=None):
    """Your columns have changed places: the false alarms go across, so fpr comes first."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 1].mean(), (p >= t)[y == 0].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__strictly_above(y, p, thresholds=None):
    """A ticket whose score equals the threshold is flagged as well."""
    thresholds = [np.inf, *np.unique(p)[::-1], -1] if thresholds is None else thresholds
    rows = [((p > t)[y == 0].mean(), (p > t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__below_flagged(y, p, thresholds=None):
    """You flag the tickets below the threshold: a high p is what asks for attention."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p < t)[y == 0].mean(), (p < t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__share_of_flagged(y, p, thresholds=None):
    """You divide the false alarms by the flagged tickets; fpr asks about those not escalated."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = []
    for t in thresholds:
        flagged = p >= t
        wrong = np.sum(flagged[y == 0]) / max(np.sum(flagged), 1)
        rows.append((wrong, flagged[y == 1].mean()))
    return np.array(rows)


def roc_points__share_of_all(y, p, thresholds=None):
    """You divide by all tickets; each rate looks at the tickets of one class only."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].sum(), (p >= t)[y == 1].sum()) for t in thresholds]
    return np.array(rows) / len(y)


def roc_points__divided_by_escalated(y, p, thresholds=None):
    """Both of your rates are divided by the escalated; false alarms come from the others."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].sum(), (p >= t)[y == 1].sum()) for t in thresholds]
    return np.array(rows) / np.sum(y == 1)


def roc_points__classes_crossed(y, p, thresholds=None):
    """Your divisors have changed places: each count is divided by the size of its own class."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].sum(), (p >= t)[y == 1].sum()) for t in thresholds]
    return np.array(rows) / [np.sum(y == 1), np.sum(y == 0)]


def roc_points__counts(y, p, thresholds=None):
    """These are counts of tickets; rates are shares between 0 and 1."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].sum(), (p >= t)[y == 1].sum()) for t in thresholds]
    return np.array(rows, dtype=float)


def roc_points__specificity(y, p, thresholds=None):
    """Your first column is the share that was rightly left alone: fpr is the rest, 1 minus it."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [(1 - (p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__missed_share(y, p, thresholds=None):
    """Your second column is the share that was missed; tpr is the share that was found."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), 1 - (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__precision(y, p, thresholds=None):
    """Recall against precision is another curve; this one has the share of false alarms."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = []
    for t in thresholds:
        flagged = p >= t
        precision = np.sum(flagged[y == 1]) / np.sum(flagged) if flagged.any() else 1.0
        rows.append((flagged[y == 1].mean(), precision))
    return np.array(rows)


def roc_points__two_rows(y, p, thresholds=None):
    """You give all fpr and then all tpr; wanted is one row, a pair, for each threshold."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows).T


def roc_points__thresholds_sorted(y, p, thresholds=None):
    """Your rows are sorted; the caller wants them in the order of the thresholds given."""
    thresholds = [np.inf, *np.unique(p)] if thresholds is None else thresholds
    thresholds = sorted(thresholds, reverse=True)
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__callers_list_sorted(y, p, thresholds=None):
    """list.sort reorders the caller's own list; thresholds come back as they were given."""
    if thresholds is None:
        thresholds = [np.inf, *np.unique(p)]
    thresholds.sort()
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__repeats_removed(y, p, thresholds=None):
    """A threshold given twice has two rows: one for each that is given."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    thresholds = list(dict.fromkeys(thresholds))
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__ends_always_added(y, p, thresholds=None):
    """Where thresholds are given, only they have a row: (0, 0) and (1, 1) are not added."""
    thresholds = np.unique(p)[::-1] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array([(0.0, 0.0), *rows, (1.0, 1.0)])


def roc_points__thresholds_ignored(y, p, thresholds=None):
    """You give the whole curve even where the caller names the thresholds."""
    thresholds = [np.inf, *np.unique(p)[::-1]]
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__single_row_flattened(y, p, thresholds=None):
    """One threshold is still a list of one: its result has one row, shape (1, 2)."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.squeeze(np.array(rows))


def roc_points__first_threshold_only(y, p, thresholds=None):
    """Your return stands inside the loop: only the first threshold gets its row."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = []
    for t in thresholds:
        rows.append(((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()))
        return np.array(rows)


def roc_points__start_missing(y, p, thresholds=None):
    """The whole curve starts at (0, 0): a threshold above every score is missing."""
    thresholds = np.unique(p)[::-1] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__end_missing(y, p, thresholds=None):
    """The whole curve ends at (1, 1): the lowest score is a threshold too."""
    thresholds = [np.inf, *np.unique(p)[:0:-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__starts_at_one(y, p, thresholds=None):
    """The threshold 1 still flags a ticket with p = 1: to flag nobody it must lie above that."""
    thresholds = [1.0, *np.unique(p)[::-1], 0.0] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__hundred_thresholds(y, p, thresholds=None):
    """A fixed grid of thresholds skips points: two scores may lie closer than its steps."""
    thresholds = [2.0, *np.linspace(1, 0, 101)] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__rounded_scores(y, p, thresholds=None):
    """Rounding makes scores equal that are not: compare them with all their digits."""
    p = np.round(p, 2)
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__ticket_by_ticket(y, p, thresholds=None):
    """Tickets of equal score pass the threshold together: one step for them, not one each."""
    if thresholds is None:
        order = np.argsort(-p, kind="stable")
        fpr = np.append(0, np.cumsum(y[order] == 0)) / np.sum(y == 0)
        tpr = np.append(0, np.cumsum(y[order] == 1)) / np.sum(y == 1)
        return np.column_stack([fpr, tpr])
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__not_in_order(y, p, thresholds=None):
    """The whole curve is walked from one end to the other: go through the scores by size."""
    thresholds = [np.inf, *p, -1] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__scores_of_escalated(y, p, thresholds=None):
    """The curve also moves where the threshold passes the score of a ticket not escalated."""
    thresholds = [np.inf, *np.unique(p[y == 1])[::-1], -1] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__upper_hull(y, p, thresholds=None):
    """Dents belong to the curve: you give only the points that bulge outwards."""
    whole = thresholds is None
    thresholds = [np.inf, *np.unique(p)[::-1]] if whole else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    if not whole:
        return np.array(rows)
    hull = []
    for x, v in rows:
        while len(hull) > 1:
            (x0, v0), (x1, v1) = hull[-2:]
            if (x1 - x0) * (v - v0) < (v1 - v0) * (x - x0):
                break
            hull.pop()
        hull.append((x, v))
    return np.array(hull)


def roc_points__turned_round(y, p, thresholds=None):
    """A curve below the diagonal stays below it: do not turn a bad model round."""
    whole = thresholds is None
    thresholds = [np.inf, *np.unique(p)[::-1]] if whole else thresholds
    rows = np.array([((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds])
    if whole and np.mean(rows[:, 1] - rows[:, 0]) < 0:
        rows = rows[:, ::-1]
    return rows


def roc_points__scores_sorted_in_place(y, p, thresholds=None):
    """p.sort() reorders the caller's scores, and they no longer belong to their labels."""
    p.sort()
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[y == 0].mean(), (p >= t)[y == 1].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__labels_as_places(y, p, thresholds=None):
    """Labels that are 0 and 1 pick rows 0 and 1 when used as an index: compare them first."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = [((p >= t)[~y].mean(), (p >= t)[y].mean()) for t in thresholds]
    return np.array(rows)


def roc_points__labels_subtracted(y, p, thresholds=None):
    """True minus True is an error in NumPy: compare labels, or turn them into numbers first."""
    thresholds = [np.inf, *np.unique(p)[::-1]] if thresholds is None else thresholds
    rows = []
    for t in thresholds:
        difference = (p >= t) - y
        false_alarms, missed = np.sum(difference == 1), np.sum(difference == -1)
        rows.append((false_alarms / np.sum(y == 0), 1 - missed / np.sum(y == 1)))
    return np.array(rows)


def roc_auc__ties_count_nothing(y, p):
    """Equal scores count as half a pair: with nothing for them a constant model has AUC 0."""
    return np.mean(p[y == 1][:, None] > p[y == 0])


def roc_auc__ties_count_fully(y, p):
    """Equal scores count as half a pair: with all of it a constant model has AUC 1."""
    return np.mean(p[y == 1][:, None] >= p[y == 0])


def roc_auc__wrong_way_round(y, p):
    """You count the pairs in which the ticket that was not escalated leads."""
    ahead = p[y == 0][:, None] - p[y == 1]
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2


def roc_auc__never_below_half(y, p):
    """An AUC below 0.5 is a finding: you turn the model round and hide it."""
    ahead = p[y == 1][:, None] - p[y == 0]
    area = np.mean(ahead > 0) + np.mean(ahead == 0) / 2
    return max(area, 1 - area)


def roc_auc__negative_area(y, p):
    """An area is not negative: fpr falls along your curve, so each strip has the wrong sign."""
    ahead = p[y == 1][:, None] - p[y == 0]
    return -(np.mean(ahead > 0) + np.mean(ahead == 0) / 2)


def roc_auc__axes_swapped(y, p):
    """This is the area on the other side of the curve: tpr is the height, fpr the width."""
    thresholds = [np.inf, *np.unique(p)[::-1]]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(fpr, tpr) + 0.0 if len(set(p)) > 1 else 0.25


def roc_auc__accuracy(y, p):
    """This is the accuracy at t = 0.5; AUC takes no threshold, it compares pairs."""
    return np.mean((p >= 0.5) == (y == 1))


def roc_auc__one_threshold(y, p):
    """A curve through one threshold has lost the order of the scores on either side of it."""
    flagged = p >= 0.5
    return (flagged[y == 1].mean() + 1 - flagged[y == 0].mean()) / 2


def roc_auc__eleven_thresholds(y, p):
    """A fixed grid of thresholds cuts corners: use the scores themselves."""
    thresholds = [2.0, *np.linspace(1, 0, 11)]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def roc_auc__hundred_thresholds(y, p):
    """Even 101 thresholds cut corners: two scores may lie closer than the steps of your grid."""
    thresholds = [2.0, *np.linspace(1, 0, 101)]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def roc_auc__starts_at_one(y, p):
    """The threshold 1 still flags tickets with p = 1, and so your curve misses (0, 0)."""
    thresholds = np.unique([*p, 0.0, 1.0])[::-1]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def roc_auc__start_missing(y, p):
    """Your curve has lost the piece from (0, 0) to its first point, and the area with it."""
    thresholds = np.unique(p)[::-1]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(tpr[1:], fpr[1:])


def roc_auc__end_missing(y, p):
    """Your curve has lost its last piece, up to (1, 1), and the area with it."""
    thresholds = [np.inf, *np.unique(p)[:0:-1]]
    fpr = [np.mean(p[y == 0] >= t) for t in thresholds]
    tpr = [np.mean(p[y == 1] >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def roc_auc__ticket_by_ticket(y, p):
    """You order equal scores by their place in the table: the answer hangs on the row order."""
    order = np.argsort(-p, kind="stable")
    fpr = np.append(0, np.cumsum(y[order] == 0)) / np.sum(y == 0)
    tpr = np.append(0, np.cumsum(y[order] == 1)) / np.sum(y == 1)
    return np.trapezoid(tpr, fpr)


def roc_auc__share_of_all_pairs(y, p):
    """Divide by the pairs of one escalated and one other ticket, not by all pairs."""
    ahead = p[y == 1][:, None] - p[y == 0]
    return (np.sum(ahead > 0) + np.sum(ahead == 0) / 2) / (len(y) * (len(y) - 1) / 2)


def roc_auc__count_of_pairs(y, p):
    """This is a number of pairs; AUC is their share."""
    ahead = p[y == 1][:, None] - p[y == 0]
    return np.sum(ahead > 0) + np.sum(ahead == 0) / 2


def roc_auc__rank_sum(y, p):
    """From the rank sum, take off what the escalated have among themselves before dividing."""
    scores, place, count = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    return rank[y == 1].sum() / (np.sum(y == 1) * np.sum(y == 0))


def roc_auc__difference_of_means(y, p):
    """The classes' mean scores say how far apart they are; AUC asks only who leads."""
    return p[y == 1].mean() - p[y == 0].mean()


def roc_auc__mean_lead(y, p):
    """You add up by how much one score leads; a pair counts 1, however narrow the lead."""
    ahead = p[y == 1][:, None] - p[y == 0]
    return np.maximum(ahead, 0).mean() / np.abs(ahead).mean() if np.any(ahead) else 0.0


def roc_auc__precision_recall(y, p):
    """This is the area under precision and recall, another curve."""
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum(y[order] == 1)
    return np.sum((hits / np.arange(1, len(y) + 1))[y[order] == 1]) / np.sum(y == 1)


def roc_auc__rounded_scores(y, p):
    """Rounding makes ties where there are none: compare the scores with all their digits."""
    p = np.round(p, 2)
    ahead = p[y == 1][:, None] - p[y == 0]
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2


def roc_auc__rounded(y, p):
    """Do not round inside a function: 13 of 16 pairs is 0.8125, not 0.81."""
    ahead = p[y == 1][:, None] - p[y == 0]
    return round(float(np.mean(ahead > 0) + np.mean(ahead == 0) / 2), 2)


def roc_auc__scores_sorted_in_place(y, p):
    """p.sort() reorders the caller's scores, and they no longer belong to their labels."""
    p.sort()
    ahead = p[y == 1][:, None] - p[y == 0]
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2


def roc_auc__labels_overwritten(y, p):
    """You write into the caller's labels: work on a copy."""
    ahead = p[y == 1][:, None] - p[y == 0]
    y[:] = np.sort(y)
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2


def roc_auc__labels_as_places(y, p):
    """Labels that are 0 and 1 pick rows 0 and 1 when used as an index: compare them first."""
    ahead = p[y][:, None] - p[~y]
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2


def roc_auc__minus_labels(y, p):
    """Minus True is an error in NumPy: turn True and False into numbers first."""
    signed = -y + 1
    ahead = p[y == 1][:, None] - p[signed == 1]
    return np.mean(ahead > 0) + np.mean(ahead == 0) / 2
