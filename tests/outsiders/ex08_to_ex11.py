"""Wrong functions by who saw nothing but the students' files."""

import math

import numpy as np

from ex01_sigmoid import sigmoid
from ex06_threshold import confusion_matrix_at_threshold, predict_with_threshold
from ex08_roc import roc_points
from ex09_cost import expected_cost
from ex10_calibration import reliability_bins


# ---------------------------------------------------------------- roc_points


def roc_points__columns_swapped(y, p, thresholds=None):
    """Puts tpr into the first column and fpr into the second."""
    if thresholds is None:
        thresholds = [np.inf] + sorted(set(p.tolist()), reverse=True)
    rows = []
    for t in thresholds:
        (tn, fp), (fn, tp) = confusion_matrix_at_threshold(y, p, t)
        rows.append((tp / (tp + fn), fp / (fp + tn)))
    return np.array(rows)


def roc_points__origin_always(y, p, thresholds=None):
    """Puts (0, 0) in front also when thresholds are given, so there is one row too many."""
    if thresholds is None:
        thresholds = np.unique(p)[::-1]
    n_pos = np.sum(y == 1)
    n_neg = np.sum(y == 0)
    points = [[0.0, 0.0]]
    for t in thresholds:
        flagged = p >= t
        tpr = np.sum(flagged & (y == 1)) / n_pos
        fpr = np.sum(flagged & (y == 0)) / n_neg
        points.append([fpr, tpr])
    return np.array(points)


def roc_points__no_origin(y, p, thresholds=None):
    """Takes only the scores as thresholds for the whole curve, so the point (0, 0) is missing."""
    if thresholds is None:
        thresholds = np.unique(p)[::-1]
    t = np.asarray(thresholds).reshape(-1, 1)
    flagged = p >= t
    tpr = flagged[:, y == 1].mean(axis=1)
    fpr = flagged[:, y == 0].mean(axis=1)
    return np.column_stack([fpr, tpr])


def roc_points__ties_one_by_one(y, p, thresholds=None):
    """Adds the tickets one at a time to the whole curve, also where several have the same score."""
    y = np.asarray(y).astype(int)
    n_pos = y.sum()
    n_neg = len(y) - n_pos
    if thresholds is None:
        order = np.argsort(-p)
        tpr = np.cumsum(y[order]) / n_pos
        fpr = np.cumsum(1 - y[order]) / n_neg
        tpr = np.concatenate(([0.0], tpr))
        fpr = np.concatenate(([0.0], fpr))
        return np.column_stack((fpr, tpr))
    points = []
    for t in thresholds:
        pred = (p >= t).astype(int)
        points.append((np.sum(pred * (1 - y)) / n_neg, np.sum(pred * y) / n_pos))
    return np.array(points)


def roc_points__sorts_thresholds(y, p, thresholds=None):
    """Sorts the given thresholds from high to low instead of keeping their order."""
    if thresholds is None:
        thresholds = [2.0] + list(set(p))
    points = []
    for t in sorted(thresholds, reverse=True):
        cm = confusion_matrix_at_threshold(y, p, t)
        fpr = cm[0, 1] / cm[0].sum()
        tpr = cm[1, 1] / cm[1].sum()
        points.append([fpr, tpr])
    return np.array(points)


def roc_points__fpr_of_flagged(y, p, thresholds=None):
    """Divides the false alarms by the flagged tickets (FP + TP), not by those not escalated."""
    if thresholds is None:
        thresholds = [1.1] + sorted(np.unique(p), reverse=True)
    result = np.zeros((len(thresholds), 2))
    for i, t in enumerate(thresholds):
        tn, fp, fn, tp = confusion_matrix_at_threshold(y, p, t).ravel()
        result[i, 1] = tp / (tp + fn)
        if fp + tp > 0:
            result[i, 0] = fp / (fp + tp)
    return result


def roc_points__fixed_grid(y, p, thresholds=None):
    """Tries a fixed grid of thresholds for the whole curve and misses scores that lie between."""
    if thresholds is None:
        thresholds = [1.1] + np.linspace(1, 0, 21).tolist()

    def rate(label, t):
        scores = p[y == label]
        return np.sum(scores >= t) / len(scores)

    return np.array([[rate(0, t), rate(1, t)] for t in thresholds])


# ------------------------------------------------------------------- roc_auc


def roc_auc__ties_as_zero(y, p):
    """Counts a pair of equal scores as nothing instead of one half."""
    pos = p[y == 1]
    neg = p[y == 0]
    wins = sum(1 for a in pos for b in neg if a > b)
    return wins / (len(pos) * len(neg))


def roc_auc__ties_as_wins(y, p):
    """Counts a pair of equal scores as a whole win, by comparing with >=."""
    pos = p[y == 1]
    neg = p[y == 0]
    return np.mean(pos[:, None] >= neg[None, :])


def roc_auc__never_below_half(y, p):
    """Turns an AUC below 0.5 round, as if no model could rank worse than chance."""
    wins = 0.0
    pairs = 0
    for i in range(len(y)):
        for j in range(len(y)):
            if y[i] == 1 and y[j] == 0:
                pairs += 1
                if p[i] > p[j]:
                    wins += 1
                elif p[i] == p[j]:
                    wins += 0.5
    auc = wins / pairs
    return max(auc, 1 - auc)


def roc_auc__axes_swapped(y, p):
    """Takes tpr as the x axis and fpr as the height, which gives the area on the other side."""
    points = roc_points(y, p)
    area = 0.0
    for (x0, y0), (x1, y1) in zip(points[:-1], points[1:]):
        area += (y1 - y0) * (x0 + x1) / 2
    return abs(area)


def roc_auc__ranks_break_ties(y, p):
    """Gives equal scores different ranks, in the order of argsort, instead of their mean rank."""
    n = len(p)
    ranks = np.empty(n)
    ranks[np.argsort(p)] = np.arange(1, n + 1)
    n_pos = np.sum(y == 1)
    n_neg = n - n_pos
    u = ranks[y == 1].sum() - n_pos * (n_pos + 1) / 2
    return u / (n_pos * n_neg)


def roc_auc__hard_predictions(y, p):
    """Compares the decisions at threshold 0.5 instead of the probabilities themselves."""
    pred = predict_with_threshold(p, 0.5)
    pos = pred[y == 1]
    neg = pred[y == 0]
    diff = pos.reshape(-1, 1) - neg
    return ((diff > 0).sum() + 0.5 * (diff == 0).sum()) / diff.size


def roc_auc__area_without_origin(y, p):
    """Starts the area at the highest score instead of (0, 0), so the piece before it is lost."""
    points = roc_points(y, p, sorted(set(p), reverse=True))
    fpr = points[:, 0]
    tpr = points[:, 1]
    return np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2)


# ------------------------------------------------------------- expected_cost


def expected_cost__mistakes_mixed_up(y, p, t, cost_fn=120, cost_fp=18):
    """Unpacks the confusion matrix in the wrong order, so false alarms and misses swap prices."""
    tn, fn, fp, tp = confusion_matrix_at_threshold(y, p, t).ravel()
    return cost_fn * fn + cost_fp * fp


def expected_cost__mean_per_ticket(y, p, t, cost_fn=120, cost_fp=18):
    """Returns the mean cost of a ticket instead of the total over all tickets."""
    pred = predict_with_threshold(p, t)
    fn = np.sum((y == 1) & (pred == 0))
    fp = np.sum((y == 0) & (pred == 1))
    return (cost_fn * fn + cost_fp * fp) / len(y)


def expected_cost__strictly_above(y, p, t, cost_fn=120, cost_fp=18):
    """Flags only where p is above t, not where p equals t."""
    total = 0.0
    for label, prob in zip(y, p):
        flagged = prob > t
        if label and not flagged:
            total += cost_fn
        if flagged and not label:
            total += cost_fp
    return total


def expected_cost__weighted_by_p(y, p, t, cost_fn=120, cost_fp=18):
    """Adds up the risk that the model believes in, p and 1 - p times price, and ignores y."""
    cost = 0.0
    for pi in p:
        if pi >= t:
            cost += cost_fp * (1 - pi)
        else:
            cost += cost_fn * pi
    return float(cost)


def expected_cost__always_half(y, p, t, cost_fn=120, cost_fp=18):
    """Uses the threshold 0.5 whatever t is."""
    cm = confusion_matrix_at_threshold(y, p, 0.5)
    return float(cost_fn * cm[1, 0] + cost_fp * cm[0, 1])


def expected_cost__every_flag_costs(y, p, t, cost_fn=120, cost_fp=18):
    """Charges the price of a false alarm for every flagged ticket, also for the right ones."""
    flagged = p >= t
    missed = (y == 1) & ~flagged
    return float(missed.sum() * cost_fn + flagged.sum() * cost_fp)


def expected_cost__bool_labels_crash(y, p, t, cost_fn=120, cost_fp=18):
    """Subtracts the labels from a bool array, which raises a TypeError when the labels are bool."""
    error = (p >= t) - y
    n_fp = np.count_nonzero(error == 1)
    n_fn = np.count_nonzero(error == -1)
    return float(n_fn * cost_fn + n_fp * cost_fp)


# ---------------------------------------------------- best_threshold_by_cost


def best_threshold_by_cost__prices_not_passed(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Does not pass the prices on, so 120 and 18 are used always."""
    return min(thresholds, key=lambda t: expected_cost(y, p, t))


def best_threshold_by_cost__returns_index(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Returns the position of the cheapest threshold in the list, not the threshold."""
    costs = [expected_cost(y, p, t, cost_fn, cost_fp) for t in thresholds]
    return int(np.argmin(costs))


def best_threshold_by_cost__sorts_the_list(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Sorts the list of the caller in place, although it must stay as it is."""
    thresholds.sort()
    best_t = thresholds[0]
    best_cost = expected_cost(y, p, best_t, cost_fn, cost_fp)
    for t in thresholds[1:]:
        cost = expected_cost(y, p, t, cost_fn, cost_fp)
        if cost < best_cost:
            best_t = t
            best_cost = cost
    return best_t


def best_threshold_by_cost__start_too_low(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Starts with 1000 as lowest cost so far, so it returns None where all thresholds cost more."""
    lowest = 1000
    best = None
    for t in thresholds:
        cost = expected_cost(y, p, t, cost_fn=cost_fn, cost_fp=cost_fp)
        if cost < lowest:
            lowest = cost
            best = t
    return best


def best_threshold_by_cost__nearest_to_rule(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Takes the threshold nearest to cost_fp / (cost_fn + cost_fp) and never looks at the costs."""
    rule = cost_fp / (cost_fn + cost_fp)
    distances = np.abs(np.array(thresholds) - rule)
    return thresholds[int(np.argmin(distances))]


def best_threshold_by_cost__best_cost_not_updated(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Forgets to update the lowest cost, so the last threshold cheaper than the first one wins."""
    best_t = thresholds[0]
    best_cost = expected_cost(y, p, thresholds[0], cost_fn, cost_fp)
    for t in thresholds:
        cost = expected_cost(y, p, t, cost_fn, cost_fp)
        if cost < best_cost:
            best_t = t
    return best_t


def best_threshold_by_cost__returns_pair(y, p, thresholds, cost_fn=120, cost_fp=18):
    """Returns the pair of cost and threshold instead of the threshold alone."""
    return min((expected_cost(y, p, t, cost_fn, cost_fp), t) for t in thresholds)


# ---------------------------------------------------------- reliability_bins


def reliability_bins__p_one_lost(y, p, n_bins):
    """Leaves the upper edge out of the last bin too, so tickets with p = 1 are lost."""
    edges = np.linspace(0, 1, n_bins + 1)
    mean_p, share, count = [], [], []
    for lo, hi in zip(edges[:-1], edges[1:]):
        mask = (p >= lo) & (p < hi)
        if mask.sum() > 0:
            mean_p.append(p[mask].mean())
            share.append(y[mask].mean())
            count.append(mask.sum())
    return np.array(mean_p), np.array(share), np.array(count, dtype=int)


def reliability_bins__empty_bins_kept(y, p, n_bins):
    """Keeps bins without tickets, with zeros in them, instead of leaving them out."""
    mean_p = np.zeros(n_bins)
    share = np.zeros(n_bins)
    count = np.zeros(n_bins, dtype=int)
    idx = np.minimum((p * n_bins).astype(int), n_bins - 1)
    for b in range(n_bins):
        inside = idx == b
        count[b] = inside.sum()
        if count[b] > 0:
            mean_p[b] = p[inside].mean()
            share[b] = y[inside].mean()
    return mean_p, share, count


def reliability_bins__bin_centres(y, p, n_bins):
    """Gives the centre of each bin instead of the mean p of its tickets."""
    which = [min(math.floor(v * n_bins), n_bins - 1) for v in p]
    which = np.array(which)
    bins = np.unique(which)
    centres = np.array([(b + 0.5) / n_bins for b in bins])
    share = np.array([np.mean(y[which == b]) for b in bins])
    count = np.array([np.sum(which == b) for b in bins])
    return centres, share, count


def reliability_bins__one_bin_less(y, p, n_bins):
    """Makes n_bins edges instead of n_bins + 1, so there is one bin less (none for n_bins = 1)."""
    edges = np.linspace(0, 1, n_bins)
    mean_p = []
    share = []
    count = []
    for i in range(len(edges) - 1):
        if i == len(edges) - 2:
            mask = (p >= edges[i]) & (p <= edges[i + 1])
        else:
            mask = (p >= edges[i]) & (p < edges[i + 1])
        if np.any(mask):
            mean_p.append(np.mean(p[mask]))
            share.append(np.mean(y[mask]))
            count.append(np.sum(mask))
    return np.array(mean_p), np.array(share), np.array(count, dtype=int)


def reliability_bins__range_of_data(y, p, n_bins):
    """Cuts the range from the lowest to the highest p into bins instead of [0, 1]."""
    count, edges = np.histogram(p, bins=n_bins)
    sum_p, _ = np.histogram(p, bins=edges, weights=p)
    sum_y, _ = np.histogram(p, bins=edges, weights=y.astype(float))
    keep = count > 0
    return sum_p[keep] / count[keep], sum_y[keep] / count[keep], count[keep]


def reliability_bins__share_first(y, p, n_bins):
    """Returns the share first and then the mean p, in the order of scikit-learn."""
    idx = np.clip((p * n_bins).astype(int), 0, n_bins - 1)
    count = np.bincount(idx, minlength=n_bins)
    sum_p = np.bincount(idx, weights=p, minlength=n_bins)
    sum_y = np.bincount(idx, weights=y, minlength=n_bins)
    full = count > 0
    mean_p = sum_p[full] / count[full]
    share = sum_y[full] / count[full]
    return share, mean_p, count[full]


def reliability_bins__order_of_appearance(y, p, n_bins):
    """Lists the bins in the order in which tickets fall into them, not from low p to high."""
    groups = {}
    for label, prob in zip(y, p):
        b = int(prob * n_bins)
        if b == n_bins:
            b = n_bins - 1
        groups.setdefault(b, []).append((prob, label))
    mean_p, share, count = [], [], []
    for tickets in groups.values():
        mean_p.append(sum(t[0] for t in tickets) / len(tickets))
        share.append(sum(int(t[1]) for t in tickets) / len(tickets))
        count.append(len(tickets))
    return np.array(mean_p), np.array(share), np.array(count)


# ------------------------------------------------ expected_calibration_error


def expected_calibration_error__plain_mean(y, p, n_bins):
    """Takes the plain mean of the gaps, so every bin weighs the same however few tickets it has."""
    mean_p, share, count = reliability_bins(y, p, n_bins)
    return np.mean(np.abs(share - mean_p))


def expected_calibration_error__abs_too_late(y, p, n_bins):
    """Takes the absolute value after the sum, so gaps of opposite sign cancel."""
    mean_p, share, count = reliability_bins(y, p, n_bins)
    return abs(np.sum(count / len(y) * (share - mean_p)))


def expected_calibration_error__p_zero_lost(y, p, n_bins):
    """Leaves the lower edge out of the first bin too, so tickets with p = 0 are not counted."""
    edges = np.linspace(0, 1, n_bins + 1)
    ece = 0.0
    for lo, hi in zip(edges[:-1], edges[1:]):
        in_bin = (p > lo) & (p <= hi)
        if in_bin.any():
            gap = abs(y[in_bin].mean() - p[in_bin].mean())
            ece += in_bin.mean() * gap
    return ece


def expected_calibration_error__nan_for_empty(y, p, n_bins):
    """Does not skip bins without tickets, whose mean is nan, so that the whole sum becomes nan."""
    n = len(y)
    idx = np.minimum((p * n_bins).astype(int), n_bins - 1)
    total = 0
    for b in range(n_bins):
        p_b = p[idx == b]
        y_b = y[idx == b]
        total += len(p_b) / n * abs(np.mean(y_b) - np.mean(p_b))
    return float(total)


def expected_calibration_error__always_ten_bins(y, p, n_bins):
    """Uses 10 bins whatever n_bins is."""
    mean_p, share, count = reliability_bins(y, p, 10)
    ece = 0.0
    for m, s, c in zip(mean_p, share, count):
        ece += c / len(p) * abs(s - m)
    return ece


def expected_calibration_error__class_confidence(y, p, n_bins):
    """Compares accuracy with the confidence max(p, 1 - p) instead of the share with the mean p."""
    pred = (p >= 0.5).astype(int)
    correct = (pred == y).astype(int)
    confidence = np.maximum(p, 1 - p)
    mean_conf, accuracy, count = reliability_bins(correct, confidence, n_bins)
    return np.sum(count * np.abs(accuracy - mean_conf)) / len(y)


def expected_calibration_error__n_is_bins(y, p, n_bins):
    """Takes the number of bins for n, where the number of tickets belongs."""
    mean_p, share, count = reliability_bins(y, p, n_bins)
    n = len(count)
    return sum(count[i] / n * abs(share[i] - mean_p[i]) for i in range(n))


# --------------------------------------------------------- temperature_scale


def temperature_scale__multiplies(z, T):
    """Multiplies the scores by T instead of dividing them."""
    return sigmoid(z * T)


def temperature_scale__divides_probability(z, T):
    """Divides the probability by T instead of the score."""
    return sigmoid(z) / T


def temperature_scale__minus_missing(z, T):
    """Forgets the minus sign in the exponent, which gives 1 - p."""
    scaled = z / T
    return 1 / (1 + np.exp(scaled))


def temperature_scale__nan_for_large(z, T):
    """Writes the sigmoid as e^x / (1 + e^x), which is inf / inf = nan for large scores."""
    e = np.exp(z / T)
    return e / (1 + e)


def temperature_scale__softmax(z, T):
    """Uses the softmax over all tickets, so the results add up to 1, instead of the sigmoid."""
    x = z / T
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def temperature_scale__shrinks_to_half(z, T):
    """Divides the distance of the probability from 0.5 by T instead of dividing the score."""
    p = sigmoid(z)
    return 0.5 + (p - 0.5) / T


def temperature_scale__bracket_missing(z, T):
    """Forgets the bracket round the denominator, so it gives 1 + e^(-z / T)."""
    return 1 / 1 + np.exp(-z / T)
