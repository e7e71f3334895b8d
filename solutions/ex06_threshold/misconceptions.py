"""Plausible wrong versions of ex06_threshold, each with the sentence a student should read."""

import numpy as np


def predict_with_threshold__above_only(p, t):
    """A ticket exactly on the threshold is flagged too: the rule is t or more, not above t."""
    return (p > t).astype(int)


def predict_with_threshold__turned_round(p, t):
    """You flag the unlikely tickets: a high probability of escalation is what raises the flag."""
    return (p <= t).astype(int)


def predict_with_threshold__always_half(p, t):
    """t never enters: 0.5 is a habit, and the caller may have another threshold in mind."""
    return (p >= 0.5).astype(int)


def predict_with_threshold__rounded(p, t):
    """Rounding p to a decimal or two moves tickets across the threshold: compare p as it is."""
    return (np.round(p, 1) >= t).astype(int)


def predict_with_threshold__probability_kept(p, t):
    """A decision is 1 or 0: your flagged tickets still carry their probability."""
    return np.where(p >= t, p, 0.0)


def predict_with_threshold__minus_one(p, t):
    """Not flagged is 0 in this chapter, not -1: the labels are 0 and 1 too."""
    return np.where(p >= t, 1, -1)


def predict_with_threshold__positions(p, t):
    """These are the positions of the flagged tickets; asked for is a 0 or 1 for each ticket."""
    return np.where(p >= t)[0]


def predict_with_threshold__one_answer(p, t):
    """One decision a ticket is wanted, not one for all of them together."""
    return int(np.any(p >= t))


def predict_with_threshold__only_numbers(p, t):
    """An `if` asks one question; a whole array of answers does not fit into it."""
    if p >= t:
        return 1
    return 0


def predict_with_threshold__flagged_only(p, t):
    """The tickets that are not flagged have gone missing: they need their 0."""
    return np.array([1 for value in p if value >= t])


def predict_with_threshold__overwritten(p, t):
    """Your function writes its answers into the array that it was given; make a new one."""
    p[p < t] = 0
    p[p > 0] = 1
    return p.astype(int)


def predict_with_threshold__squeezed_again(p, t):
    """p is a probability already: squeezed a second time it hardly falls below 0.5."""
    return (1 / (1 + np.exp(-p)) >= t).astype(int)


def predict_with_threshold__share_of_tickets(p, t):
    """t is a probability, not a share of the tickets: how many are flagged is left open."""
    return (p >= np.quantile(p, t)).astype(int)


# hidden only: it takes a p of exactly 0 or 1, and the visible checks have none
def predict_with_threshold__ends_left_out(p, t):
    """A p of exactly 1 reaches every threshold up to 1, and a p of 0 reaches 0: no open ends."""
    return ((p >= t) & (p > 0) & (p < 1)).astype(int)


def compute_confusion_matrix__turned(y, pred):
    """Rows and columns are exchanged: a row belongs to what happened, a column to the decision."""
    return np.array(
        [[np.sum((y == a) & (pred == b)) for a in (0, 1)] for b in (0, 1)],
    )


def compute_confusion_matrix__hits_first(y, pred):
    """You begin with the hits, as many books do; here 0 comes before 1, so TN stands first."""
    return np.array([[np.sum((y == a) & (pred == b)) for b in (1, 0)] for a in (1, 0)])


def compute_confusion_matrix__hits_first_turned(y, pred):
    """Two things differ from the wanted layout: TN stands first, and rows are what happened."""
    return np.array([[np.sum((y == a) & (pred == b)) for a in (1, 0)] for b in (1, 0)])


def compute_confusion_matrix__columns_swapped(y, pred):
    """Your columns are exchanged: not flagged comes first, so right answers lie on the diagonal."""
    return np.array([[np.sum((y == a) & (pred == b)) for b in (1, 0)] for a in (0, 1)])


def compute_confusion_matrix__shares(y, pred):
    """Counts are asked for, not shares of all tickets."""
    cm = np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])
    return cm / len(y)


def compute_confusion_matrix__shares_of_rows(y, pred):
    """Each of your rows adds up to 1: asked for are the counts themselves."""
    cm = np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])
    return cm / np.maximum(cm.sum(axis=1, keepdims=True), 1)


def compute_confusion_matrix__flat(y, pred):
    """The four counts are right but stand in one line: two rows of two are wanted."""
    return np.array([np.sum((y == a) & (pred == b)) for a in (0, 1) for b in (0, 1)])


def compute_confusion_matrix__classes_found(y, pred):
    """You let the data say which classes exist; a class that does not occur needs its zeros too."""
    classes = np.unique(np.concatenate([y, pred]))
    return np.array([[np.sum((y == a) & (pred == b)) for b in classes] for a in classes])


def compute_confusion_matrix__rows_found(y, pred):
    """A label that occurs nowhere still has its row, filled with zeros."""
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in np.unique(y)])


def compute_confusion_matrix__columns_found(y, pred):
    """A decision that is never taken still has its column, filled with zeros."""
    return np.array([[np.sum((y == a) & (pred == b)) for b in np.unique(pred)] for a in (0, 1)])


def compute_confusion_matrix__bins_guessed(y, pred):
    """The histogram chose its own limits from the data: with one class only they are others."""
    return np.histogram2d(y.astype(float), pred, bins=2)[0].astype(int)


def compute_confusion_matrix__bincount_short(y, pred):
    """np.bincount stops at the largest number that occurs: without a hit the last place is gone."""
    return np.bincount(2 * y + pred).reshape(2, 2)


def compute_confusion_matrix__bitwise_not(y, pred):
    """On whole numbers ~ is no `not`: ~0 is -1 and ~1 is -2. Compare with 0 instead."""
    tn, fp = np.sum(~y & ~pred), np.sum(~y & pred)
    return np.array([[tn, fp], [np.sum(y & ~pred), np.sum(y & pred)]])


def compute_confusion_matrix__index_by_label(y, pred):
    """True as an index is a mask and not the number 1: turn labels into whole numbers first."""
    cm = np.zeros((2, 2), dtype=int)
    for label, decision in zip(y, pred):
        cm[label, decision] += 1
    return cm


def compute_confusion_matrix__counted_once(y, pred):
    """With arrays as indices += adds once a place, however often the place occurs."""
    cm = np.zeros((2, 2), dtype=int)
    cm[y.astype(int), pred] += 1
    return cm


def compute_confusion_matrix__agreement_only(y, pred):
    """The two kinds of mistake are left out: they stand off the diagonal."""
    right = [np.sum((y == a) & (pred == a)) for a in (0, 1)]
    return np.array([[right[0], 0], [0, right[1]]])


def compute_confusion_matrix__mistakes_together(y, pred):
    """A miss and a false alarm are different mistakes, with a place for each."""
    wrong = np.sum(y != pred)
    right = [np.sum((y == a) & (pred == a)) for a in (0, 1)]
    return np.array([[right[0], wrong], [wrong, right[1]]])


def compute_confusion_matrix__margins(y, pred):
    """You counted labels and decisions apart: each place needs both for the same ticket."""
    n, ones, flags = len(y), int(np.sum(y)), int(np.sum(pred))
    return np.array([[n - ones, flags], [n - flags, ones]])


def compute_confusion_matrix__first_left_out(y, pred):
    """Counting starts at 0 in Python: your loop never sees the first ticket."""
    cm = np.zeros((2, 2), dtype=int)
    for i in range(1, len(y)):
        cm[int(y[i]), int(pred[i])] += 1
    return cm


def compute_confusion_matrix__eight_tickets(y, pred):
    """Your loop counts eight tickets: how many come in is up to the caller."""
    cm = np.zeros((2, 2), dtype=int)
    for i in range(min(8, len(y))):
        cm[int(y[i]), int(pred[i])] += 1
    return cm


def compute_confusion_matrix__started_at_one(y, pred):
    """The counts start at 0: each of yours is one too high."""
    cm = np.ones((2, 2), dtype=int)
    for label, decision in zip(y, pred):
        cm[int(label), int(decision)] += 1
    return cm


def compute_confusion_matrix__all_else_a_hit(y, pred):
    """One of your tests is too wide: a ticket counts as a hit only if it was urgent and flagged."""
    cm = np.zeros((2, 2), dtype=int)
    for label, decision in zip(y, pred):
        if not label and not decision:
            cm[0, 0] += 1
        elif not label:
            cm[0, 1] += 1
        else:
            cm[1, 1] += 1
    return cm


# hidden only: it takes more tickets than a visible check shows
def compute_confusion_matrix__small_numbers(y, pred):
    """Your counters have one byte and start again after 255: use ordinary whole numbers."""
    cm = np.zeros((2, 2), dtype=np.uint8)
    for label, decision in zip(y, pred):
        cm[int(label), int(decision)] += np.uint8(1)
    return cm


def confusion_matrix_at_threshold__always_half(y, p, t):
    """The threshold never reaches your decisions: they are taken at 0.5 whatever t is."""
    pred = p >= 0.5
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__above_only(y, p, t):
    """A ticket exactly on the threshold is flagged: it belongs into the right-hand column."""
    pred = p > t
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__swapped(y, p, t):
    """You hand decisions over as labels and labels as decisions: mind the order of arguments."""
    pred = p >= t
    return np.array([[np.sum((y == a) & (pred == b)) for a in (0, 1)] for b in (0, 1)])


def confusion_matrix_at_threshold__probabilities_counted(y, p, t):
    """p is not a decision yet: nothing equals 0 or 1 before the threshold has spoken."""
    return np.array([[np.sum((y == a) & (p == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__decisions_only(y, p, t):
    """These are the decisions; the second half of the work is to count them against y."""
    return (p >= t).astype(int)


def confusion_matrix_at_threshold__turned_round(y, p, t):
    """You flag the tickets below the threshold; the likely ones are those at or above it."""
    pred = p < t
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__against_own_decisions(y, p, t):
    """You compare p with itself: the labels must have their say, else all looks right."""
    pred = p >= t
    return np.array([[np.sum(~pred), 0], [0, np.sum(pred)]])


def confusion_matrix_at_threshold__overwritten(y, p, t):
    """Your function overwrites the probabilities that it was given; work on a new array."""
    p[:] = p >= t
    return np.array([[np.sum((y == a) & (p == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__shares(y, p, t):
    """Counts are asked for; yours are divided by the number of tickets."""
    pred = p >= t
    cm = np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])
    return cm / len(y)


def confusion_matrix_at_threshold__rounded(y, p, t):
    """Rounding p to one decimal carries some tickets across the threshold."""
    pred = np.round(p, 1) >= t
    return np.array([[np.sum((y == a) & (pred == b)) for b in (0, 1)] for a in (0, 1)])


def confusion_matrix_at_threshold__classes_found(y, p, t):
    """Where nothing is flagged, or everything, the matrix still has four places."""
    pred = (p >= t).astype(int)
    return np.array([[np.sum((y == a) & (pred == b)) for b in np.unique(pred)] for a in (0, 1)])


def precision_recall_f1__swapped(cm):
    """Precision and recall are exchanged: precision looks at all that were flagged."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fn) if tp + fn else 0.0
    recall = tp / (tp + fp) if tp + fp else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def precision_recall_f1__hits_first(cm):
    """You read TP from the first place: the layout is [[TN, FP], [FN, TP]]."""
    tp, fn, fp, tn = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def precision_recall_f1__hits_first_turned(cm):
    """In this chapter TN stands first and TP last: look at the layout again."""
    tp, fp, fn, tn = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def precision_recall_f1__plain_mean(cm):
    """F1 is the harmonic mean, 2 P R / (P + R): the plain mean is too kind to the smaller one."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, (precision + recall) / 2


def precision_recall_f1__geometric_mean(cm):
    """The square root of P times R is the geometric mean; F1 is the harmonic one."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, (precision * recall) ** 0.5


def precision_recall_f1__two_forgotten(cm):
    """Without the 2 in front, F1 never gets beyond 0.5, however good the model is."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, precision * recall / (precision + recall) if tp else 0.0


def precision_recall_f1__brackets_missing(cm):
    """Mind the brackets: the sum P + R as a whole is F1's denominator."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * precision * recall / precision + recall if tp else 0.0


def precision_recall_f1__accuracy_for_precision(cm):
    """Your first number is the accuracy; precision asks about the flagged tickets alone."""
    tn, fp, fn, tp = cm.ravel()
    recall = tp / (tp + fn) if tp + fn else 0.0
    accuracy = (tp + tn) / (tn + fp + fn + tp)
    return accuracy, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def precision_recall_f1__accuracy_for_f1(cm):
    """Your third number is the accuracy, which also counts the TN; F1 never looks at those."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, (tp + tn) / (tn + fp + fn + tp)


def precision_recall_f1__specificity_for_recall(cm):
    """TN / (TN + FP) is about the quiet tickets; recall asks how many urgent ones were flagged."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tn / (tn + fp) if tn + fp else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__of_all_tickets(cm):
    """Recall's denominator is the urgent tickets, precision's the flagged ones, never all."""
    tn, fp, fn, tp = cm.ravel()
    share = tp / (tn + fp + fn + tp)
    return share, share, share


def precision_recall_f1__false_alarm_share(cm):
    """FP / (TP + FP) is the share of false alarms among the flagged; precision is the rest."""
    tn, fp, fn, tp = cm.ravel()
    precision = fp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__odds(cm):
    """The hits belong into the denominator too: TP of TP + FP, not TP against FP."""
    tn, fp, fn, tp = (int(count) for count in cm.ravel())
    precision = tp / fp if fp else 0.0
    recall = tp / fn if fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__order_changed(cm):
    """The order is precision, recall, F1: yours begins with another one."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0, precision, recall


def precision_recall_f1__f1_missing(cm):
    """Three numbers are wanted: F1 is the last of them."""
    tn, fp, fn, tp = cm.ravel()
    return tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0


def precision_recall_f1__f1_only(cm):
    """F1 alone came back; precision and recall are wanted with it."""
    tn, fp, fn, tp = cm.ravel()
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def precision_recall_f1__not_guarded(cm):
    """Where nothing was flagged you divide by 0: ask first, and answer 0.0."""
    tn, fp, fn, tp = (int(count) for count in cm.ravel())
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)


def precision_recall_f1__nan(cm):
    """nan is no answer that others can compute with: we agreed on 0.0 where undefined."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else np.nan
    recall = tp / (tp + fn) if tp + fn else np.nan
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else np.nan


def precision_recall_f1__one_where_undefined(cm):
    """A rule that flags nothing gets no praise here: undefined is 0.0, not 1.0."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 1.0
    recall = tp / (tp + fn) if tp + fn else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__f1_not_guarded(cm):
    """Precision and recall can both be 0 though each is defined: then F1 divides by 0."""
    tn, fp, fn, tp = (int(count) for count in cm.ravel())
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    if tp + fp == 0 or tp + fn == 0:
        return precision, recall, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)


def precision_recall_f1__no_alarm_is_zero(cm):
    """No false alarm is good news: FP = 0 alone does not make precision undefined."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__no_miss_is_zero(cm):
    """Nothing missed is good news: FN = 0 alone does not make recall undefined."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__any_zero_is_undefined(cm):
    """A count of 0 somewhere does not spoil everything: look at the denominators one by one."""
    tn, fp, fn, tp = cm.ravel()
    if 0 in (tn, fp, fn, tp):
        return 0.0, 0.0, 0.0
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def precision_recall_f1__one_added(cm):
    """Adding 1 to a denominator avoids the division by 0 and changes every other answer."""
    tn, fp, fn, tp = cm.ravel()
    precision, recall = tp / (tp + fp + 1), tp / (tp + fn + 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)


def precision_recall_f1__whole_division(cm):
    """// throws the digits behind the point away: these numbers lie between 0 and 1."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp // (tp + fp) if tp + fp else 0
    recall = tp // (tp + fn) if tp + fn else 0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__percent(cm):
    """Numbers between 0 and 1 are wanted, not percentages."""
    tn, fp, fn, tp = cm.ravel()
    precision = 100 * tp / (tp + fp) if tp + fp else 0.0
    recall = 100 * tp / (tp + fn) if tp + fn else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def precision_recall_f1__rounded(cm):
    """Round when you print, not when you return: the sweep compares these numbers."""
    tn, fp, fn, tp = cm.ravel()
    precision = round(float(tp / (tp + fp)), 3) if tp + fp else 0.0
    recall = round(float(tp / (tp + fn)), 3) if tp + fn else 0.0
    both = precision + recall
    return precision, recall, round(2 * precision * recall / both, 3) if both else 0.0


def precision_recall_f1__averaged_over_classes(cm):
    """Only the escalated class is judged: do not average over both classes."""
    scores = []
    for table in (cm, cm[::-1, ::-1]):
        tn, fp, fn, tp = table.ravel()
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        scores.append((precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0))
    return tuple(np.mean(scores, axis=0))


def precision_recall_f1__recall_twice_as_heavy(cm):
    """This is F2, which counts recall more; F1 treats precision and recall alike."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 5 * tp / (5 * tp + 4 * fn + fp) if tp else 0.0


def precision_recall_f1__smaller_one(cm):
    """F1 stays close to the smaller of the two, but it is not the smaller one itself."""
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, min(precision, recall)


def precision_recall_f1__matrix_overwritten(cm):
    """Your function changes the matrix that it was given: the caller still needs the counts."""
    cm[0, 0] = 0
    tn, fp, fn, tp = cm.ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0
