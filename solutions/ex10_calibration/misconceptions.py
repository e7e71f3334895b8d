"""Plausible wrong versions of ex10_calibration, each with the sentence a student should read."""

import numpy as np


def reliability_bins__other_order(y, p, n_bins):
    """Your first two arrays have changed places: the mean p comes first here, then the share."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([y[g].mean() for g in groups]), np.array([p[g].mean() for g in groups]), count


def reliability_bins__no_count(y, p, n_bins):
    """Three arrays are wanted: how many tickets a bin holds is the third."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups])


def reliability_bins__row_for_each_bin(y, p, n_bins):
    """You give a row for each bin; wanted are three arrays, each with a value for each bin."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.array([(p[g].mean(), y[g].mean(), g.sum()) for g in groups])


def reliability_bins__empty_as_zero(y, p, n_bins):
    """A bin without tickets has no mean, not even 0: leave it out."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    count = np.bincount(place, minlength=n_bins)
    some = np.maximum(count, 1)
    mean_p = np.bincount(place, weights=p, minlength=n_bins) / some
    return mean_p, np.bincount(place, weights=y, minlength=n_bins) / some, count


def reliability_bins__empty_as_nan(y, p, n_bins):
    """The mean of no tickets is nan: leave a bin without tickets out."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    count = np.bincount(place, minlength=n_bins)
    some = np.where(count, count, np.nan)
    mean_p = np.bincount(place, weights=p, minlength=n_bins) / some
    return mean_p, np.bincount(place, weights=y, minlength=n_bins) / some, count


def reliability_bins__middle_of_bin(y, p, n_bins):
    """You give the middle of the bin; wanted is the mean p of the tickets in it."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    used = np.unique(place)
    share = np.array([y[place == b].mean() for b in used])
    return (used + 0.5) / n_bins, share, np.array([np.sum(place == b) for b in used])


def reliability_bins__lower_edge_of_bin(y, p, n_bins):
    """You give the lower edge of the bin; wanted is the mean p of the tickets in it."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    used = np.unique(place)
    share = np.array([y[place == b].mean() for b in used])
    return used / n_bins, share, np.array([np.sum(place == b) for b in used])


def reliability_bins__equally_full(y, p, n_bins):
    """Your bins hold equally many tickets; wanted are bins of equal width."""
    groups = [g for g in np.array_split(np.argsort(p, kind="stable"), n_bins) if len(g)]
    count = np.array([len(g) for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__range_of_p(y, p, n_bins):
    """Your bins share out the range from the smallest p to the largest; cut up 0 to 1 instead."""
    width = (p.max() - p.min()) or 1.0
    place = np.minimum(((p - p.min()) / width * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__one_bin_short(y, p, n_bins):
    """n_bins bins have n_bins + 1 edges: you made one bin too few."""
    bins = max(n_bins - 1, 1)
    place = np.minimum((p * bins).astype(int), bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__always_ten(y, p, n_bins):
    """Your number of bins is fixed: use the n_bins that the caller chose."""
    place = np.minimum((p * 10).astype(int), 9)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__rounded_to_bins(y, p, n_bins):
    """Rounding sends p to the nearest edge; a bin reaches from one edge to the next."""
    place = np.round(p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__one_in_a_bin_of_its_own(y, p, n_bins):
    """p = 1 belongs to the last bin; you gave it one of its own behind that."""
    place = (p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__one_dropped(y, p, n_bins):
    """A ticket with p = 1 falls out of all your bins: the last one includes its upper end."""
    place = (p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place[p < 1])]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__zero_dropped(y, p, n_bins):
    """A ticket with p = 0 falls out of all your bins: the first one includes its lower end."""
    place = np.ceil(p * n_bins).astype(int) - 1
    groups = [place == b for b in np.unique(place[p > 0])]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__zero_in_a_bin_of_its_own(y, p, n_bins):
    """p = 0 belongs to the first bin; you gave it one of its own before that."""
    place = np.ceil(p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__one_counted_as_less(y, p, n_bins):
    """You lower p = 1 to get it into the last bin, and then its mean p is too low as well."""
    p = np.clip(p, 0, 0.999)
    place = (p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__scores_overwritten(y, p, n_bins):
    """You write into the caller's p: work on a copy."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    mean_p = np.array([p[g].mean() for g in groups])
    p *= n_bins
    return mean_p, np.array([y[g].mean() for g in groups]), count


def reliability_bins__sorted_in_place(y, p, n_bins):
    """p.sort() alone parts the scores from their labels, and in the caller's array, too."""
    p.sort()
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__from_high_to_low(y, p, n_bins):
    """The bins go from low p to high."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)[::-1]]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__first_seen_first(y, p, n_bins):
    """Your bins come in the order in which tickets fall into them; sort them from low to high."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in dict.fromkeys(place.tolist())]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__count_of_escalated(y, p, n_bins):
    """You count the escalated tickets of a bin; wanted are all the tickets in it."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([y[g].sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__count_as_share(y, p, n_bins):
    """The third array holds counts; the division by n comes with the ECE."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.mean() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__sums(y, p, n_bins):
    """These are sums over each bin; wanted are means."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].sum() for g in groups]), np.array([y[g].sum() for g in groups]), count


def reliability_bins__share_of_all_tickets(y, p, n_bins):
    """Divide by the tickets of the bin, not by all tickets."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    mean_p = np.array([p[g].mean() for g in groups])
    return mean_p, np.array([y[g].sum() for g in groups]) / len(y), count


def reliability_bins__share_flagged(y, p, n_bins):
    """You count tickets with p of 0.5 or more; the share is of those really escalated."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    mean_p = np.array([p[g].mean() for g in groups])
    return mean_p, np.array([np.mean(p[g] >= 0.5) for g in groups]), count


def reliability_bins__share_right(y, p, n_bins):
    """You compare with how often the model is right; asked is how often tickets are escalated."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    mean_p = np.array([p[g].mean() for g in groups])
    return mean_p, np.array([np.mean((p[g] >= 0.5) == y[g]) for g in groups]), count


def reliability_bins__last_label_counted(y, p, n_bins):
    """In a bin with one class only, your share is 1 even if nobody was escalated."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    hits = np.array([np.unique(y[g], return_counts=True)[1][-1] for g in groups])
    return np.array([p[g].mean() for g in groups]), hits / count, count


def reliability_bins__lonely_tickets_left_out(y, p, n_bins):
    """A bin with a single ticket is a bin as well: only empty ones are left out."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place) if np.sum(place == b) > 1]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__never_escalated_left_out(y, p, n_bins):
    """A bin in which nobody was escalated has the share 0: only bins without tickets go."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place) if np.any(y[place == b])]
    count = np.array([g.sum() for g in groups])
    return np.array([p[g].mean() for g in groups]), np.array([y[g].mean() for g in groups]), count


def reliability_bins__rounded(y, p, n_bins):
    """Do not round inside a function: the ECE needs all the digits."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    mean_p = np.array([p[g].mean() for g in groups]).round(3)
    return mean_p, np.array([y[g].mean() for g in groups]).round(3), count


def reliability_bins__labels_subtracted(y, p, n_bins):
    """True minus True is an error in NumPy: turn True and False into numbers first."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    count = np.array([g.sum() for g in groups])
    share = np.array([1 - np.mean((y - np.ones_like(y))[g] != 0) for g in groups])
    return np.array([p[g].mean() for g in groups]), share, count


def expected_calibration_error__not_weighted(y, p, n_bins):
    """You give each bin the same weight; a bin counts by the tickets in it."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.mean([abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__divided_by_bins(y, p, n_bins):
    """You divide by the number of bins, empty ones included; a bin counts by its tickets."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([abs(y[g].mean() - p[g].mean()) for g in groups]) / n_bins


def expected_calibration_error__sum_of_gaps(y, p, n_bins):
    """You add the gaps up as they are; each is to be weighted by its share of the tickets."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__count_not_divided(y, p, n_bins):
    """The weight of a bin is count / n: you left out the n."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.sum() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__largest_gap(y, p, n_bins):
    """This is the largest gap (the maximum calibration error); ECE is the weighted mean."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return max(abs(y[g].mean() - p[g].mean()) for g in groups)


def expected_calibration_error__signs_kept(y, p, n_bins):
    """Without abs, a bin that claims too much makes up for one that claims too little."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * (y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__abs_too_late(y, p, n_bins):
    """You take abs of the sum: by then the gaps of different bins have cancelled each other."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return abs(np.sum([g.mean() * (y[g].mean() - p[g].mean()) for g in groups]))


def expected_calibration_error__abs_too_early(y, p, n_bins):
    """You take abs ticket by ticket; first the means over the bin, then the difference."""
    return np.mean(np.abs(y - p))


def expected_calibration_error__squared(y, p, n_bins):
    """You square the gaps; ECE takes their absolute values."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * (y[g].mean() - p[g].mean()) ** 2 for g in groups])


def expected_calibration_error__root_of_squares(y, p, n_bins):
    """This is the root mean square gap; ECE takes the absolute values of the gaps."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sqrt(np.sum([g.mean() * (y[g].mean() - p[g].mean()) ** 2 for g in groups]))


def expected_calibration_error__brier(y, p, n_bins):
    """This is the Brier score: it also punishes what no calibration can mend."""
    return np.mean((y - p) ** 2)


def expected_calibration_error__over_confidence_only(y, p, n_bins):
    """A bin that claims too little is miscalibrated as well: you count the other kind only."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * max(p[g].mean() - y[g].mean(), 0) for g in groups])


def expected_calibration_error__middle_of_bin(y, p, n_bins):
    """Compare the share with the mean p of the tickets, not with the middle of the bin."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    used = np.unique(place)
    gaps = [abs(y[place == b].mean() - (b + 0.5) / n_bins) for b in used]
    return np.sum([np.mean(place == b) * gap for b, gap in zip(used, gaps, strict=True)])


def expected_calibration_error__equally_full(y, p, n_bins):
    """Your bins hold equally many tickets; wanted are bins of equal width."""
    groups = [g for g in np.array_split(np.argsort(p, kind="stable"), n_bins) if len(g)]
    return np.sum([len(g) / len(p) * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__range_of_p(y, p, n_bins):
    """Your bins share out the range from the smallest p to the largest; cut up 0 to 1 instead."""
    place = (p - p.min()) / ((p.max() - p.min()) or 1.0) * n_bins
    place = np.minimum(place.astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__one_bin_short(y, p, n_bins):
    """n_bins bins have n_bins + 1 edges: you made one bin too few."""
    bins = max(n_bins - 1, 1)
    place = np.minimum((p * bins).astype(int), bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__always_ten(y, p, n_bins):
    """Your number of bins is fixed: use the n_bins that the caller chose."""
    place = np.minimum((p * 10).astype(int), 9)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__one_dropped(y, p, n_bins):
    """A ticket with p = 1 falls out of all your bins: the last one includes its upper end."""
    place = (p * n_bins).astype(int)
    groups = [place == b for b in range(n_bins) if np.any(place == b)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__zero_dropped(y, p, n_bins):
    """A ticket with p = 0 falls out of all your bins: the first one includes its lower end."""
    place = np.ceil(p * n_bins).astype(int) - 1
    groups = [place == b for b in range(n_bins) if np.any(place == b)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__one_in_a_bin_of_its_own(y, p, n_bins):
    """p = 1 belongs to the last bin; you gave it one of its own behind that."""
    place = (p * n_bins).astype(int)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__empty_bins_nan(y, p, n_bins):
    """The mean over a bin without tickets is nan, and nan spoils the sum: skip such bins."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    count = np.bincount(place, minlength=n_bins)
    gaps = np.bincount(place, weights=y - p, minlength=n_bins) / np.where(count, count, np.nan)
    return np.sum(count / len(p) * np.abs(gaps))


def expected_calibration_error__confidence(y, p, n_bins):
    """You bin by how sure the model is of either class; here the bins are of p itself."""
    sure = np.maximum(p, 1 - p)
    right = (p >= 0.5) == (y == 1)
    place = np.minimum((sure * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(right[g].mean() - sure[g].mean()) for g in groups])


def expected_calibration_error__share_flagged(y, p, n_bins):
    """Compare with the tickets that were escalated, not with those that the model flags."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.sum([g.mean() * abs(np.mean(p[g] >= 0.5) - p[g].mean()) for g in groups])


def expected_calibration_error__percent(y, p, n_bins):
    """The error is a share between 0 and 1, not a percentage."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return 100 * np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])


def expected_calibration_error__rounded(y, p, n_bins):
    """Do not round inside a function: round what you print."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    return np.round(np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups]), 3)


def expected_calibration_error__scores_overwritten(y, p, n_bins):
    """You write into the caller's p: work on a copy."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    groups = [place == b for b in np.unique(place)]
    gaps = np.sum([g.mean() * abs(y[g].mean() - p[g].mean()) for g in groups])
    p -= y
    return gaps


def expected_calibration_error__first_bin_only(y, p, n_bins):
    """Your return stands inside the loop: only the first bin with tickets counts."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    total = 0.0
    for b in np.unique(place):
        g = place == b
        total += g.mean() * abs(y[g].mean() - p[g].mean())
        return total


def expected_calibration_error__labels_negated(y, p, n_bins):
    """Minus True is an error in NumPy: turn True and False into numbers first."""
    place = np.minimum((p * n_bins).astype(int), n_bins - 1)
    return np.sum(np.abs(np.bincount(place, weights=(-y) + p))) / len(p)
