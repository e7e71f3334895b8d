"""Hidden checks of ex06_threshold: run when graded, never shipped."""

import numpy as np
import pytest


def tomorrows(table):
    """Probabilities of the penalised model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-6.509729, 0.661068, 0.975372]))))


def simulateds(table):
    """Probabilities of the simulated model."""
    return 1 / (1 + np.exp(-(table.X @ np.array([-10.16, 0.81, 1.22]))))


def draw(rng, n):
    """Labels, probabilities in steps of 0.01, and a threshold on which some ticket lies.

    All four counts are above 0 and different, and t = 0.5 would decide otherwise.
    """
    while True:
        y = (rng.random(n) < 0.4).astype(int)
        p = np.clip(np.round(rng.normal(38 + 22 * y, 20)), 1, 99) / 100
        t = float(rng.choice(p))
        flagged = p >= t
        counts = {int(np.sum((y == a) & (flagged == b))) for a in (0, 1) for b in (False, True)}
        if len(counts - {0}) == 4 and np.sum(flagged != (p >= 0.5)) > 1:
            return y, p, t


@pytest.mark.points("predict_with_threshold", 3)
@pytest.mark.parametrize("n", [25, 80])
def test_predict_on_random_tickets(student, expect, reference, rng, n):
    """predict_with_threshold is right on random probabilities, and leaves them alone"""
    _, p, t = draw(rng, n)
    expect(student.predict_with_threshold(p, t), reference.predict_with_threshold(p, t))
    assert not student.changed


@pytest.mark.points("predict_with_threshold", 1)
@pytest.mark.parametrize("t", [0.0, 1.0])
def test_predict_at_the_ends(student, expect, reference, t):
    """predict_with_threshold is right at the ends of the scale, and in the middle"""
    p = np.array([0.0, 1.0, 0.25, 0.9999, 1.0, 0.0001])
    expect(student.predict_with_threshold(p, t), reference.predict_with_threshold(p, t))
    expect(student.predict_with_threshold(p, 0.25), reference.predict_with_threshold(p, 0.25))


@pytest.mark.points("predict_with_threshold", 1)
@pytest.mark.parametrize("i", [2, 6])
def test_predict_on_a_long_decimal(student, expect, reference, printed_model, i):
    """predict_with_threshold flags a ticket whose p, with all its digits, is the threshold"""
    p, t = printed_model.p, float(printed_model.p[i])
    expect(student.predict_with_threshold(p, t), reference.predict_with_threshold(p, t))


@pytest.mark.points("predict_with_threshold", 1)
def test_predict_one_ticket(student, expect):
    """predict_with_threshold of one ticket is an array with one answer"""
    expect(student.predict_with_threshold(np.array([0.3]), 0.2), np.array([1]))
    expect(student.predict_with_threshold(np.array([0.6]), 0.65), np.array([0]))


@pytest.mark.points("compute_confusion_matrix", 3)
@pytest.mark.parametrize("n", [30, 90])
def test_matrix_of_random_tickets(student, expect, reference, rng, n):
    """compute_confusion_matrix is right on random tickets, and leaves them alone"""
    y, p, t = draw(rng, n)
    pred = (p >= t).astype(int)
    expect(
        student.compute_confusion_matrix(y, pred),
        reference.compute_confusion_matrix(y, pred),
    )
    assert not student.changed


@pytest.mark.points("compute_confusion_matrix", 1)
@pytest.mark.parametrize(
    ("y", "pred"),
    [
        ((1, 1, 1, 1, 1), (1, 0, 1, 1, 0)),
        ((0, 0, 0, 0), (1, 1, 0, 1)),
        ((0, 1, 0, 1, 1, 0, 0), (0, 0, 0, 0, 0, 0, 0)),
        ((1, 1, 0, 0, 0), (1, 1, 1, 1, 1)),
        ((0, 0, 0, 0, 0), (1, 1, 1, 1, 1)),
        ((1, 1, 1, 1), (1, 1, 1, 1)),
        ((0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0)),
    ],
)
def test_matrix_with_one_class(student, expect, reference, y, pred):
    """compute_confusion_matrix stays 2 x 2 where labels or decisions are all alike"""
    labels, decisions = np.array(y), np.array(pred)
    expect(
        student.compute_confusion_matrix(labels, decisions),
        reference.compute_confusion_matrix(labels, decisions),
    )


@pytest.mark.points("compute_confusion_matrix", 2)
def test_matrix_of_random_boolean_labels(student, expect, reference, rng):
    """compute_confusion_matrix takes labels that are True and False"""
    y, p, t = draw(rng, 40)
    labels, pred = y == 1, (p >= t).astype(int)
    expect(
        student.compute_confusion_matrix(labels, pred),
        reference.compute_confusion_matrix(labels, pred),
    )


@pytest.mark.points("compute_confusion_matrix", 1)
def test_matrix_of_one_ticket(student, expect):
    """compute_confusion_matrix counts a single ticket, wherever it belongs"""
    one, zero = np.array([1]), np.array([0])
    expect(student.compute_confusion_matrix(one, zero), np.array([[0, 0], [1, 0]]))
    expect(student.compute_confusion_matrix(zero, one), np.array([[0, 1], [0, 0]]))


@pytest.mark.points("compute_confusion_matrix", 1)
def test_matrix_of_the_simulated_table(student, expect, reference, simulated):
    """compute_confusion_matrix counts 2,000 tickets"""
    pred = (simulateds(simulated) >= 0.35).astype(int)
    expect(
        student.compute_confusion_matrix(simulated.y, pred),
        reference.compute_confusion_matrix(simulated.y, pred),
    )


@pytest.mark.points("confusion_matrix_at_threshold", 3)
@pytest.mark.parametrize("n", [25, 70])
def test_matrix_at_threshold_of_random_tickets(student, expect, reference, rng, n):
    """confusion_matrix_at_threshold is right on random tickets, and leaves them alone"""
    y, p, t = draw(rng, n)
    expect(
        student.confusion_matrix_at_threshold(y, p, t),
        reference.confusion_matrix_at_threshold(y, p, t),
    )
    assert not student.changed


@pytest.mark.points("confusion_matrix_at_threshold", 2)
def test_matrix_at_threshold_of_tomorrow(student, expect, reference, tomorrow):
    """confusion_matrix_at_threshold is right on tomorrow's tickets at several thresholds"""
    p = tomorrows(tomorrow)
    for t in (0.2, 0.35, 0.4, 0.8):
        expect(
            student.confusion_matrix_at_threshold(tomorrow.y, p, t),
            reference.confusion_matrix_at_threshold(tomorrow.y, p, t),
        )


@pytest.mark.points("confusion_matrix_at_threshold", 1)
@pytest.mark.parametrize("t", [0.0, 1.0])
def test_matrix_at_the_ends(student, expect, reference, t):
    """confusion_matrix_at_threshold is right where all or hardly any tickets are flagged"""
    y, p = np.array([0, 1, 1, 0, 0, 1, 0]), np.array([0.4, 1.0, 0.7, 0.0, 0.3, 0.6, 0.2])
    expect(
        student.confusion_matrix_at_threshold(y, p, t),
        reference.confusion_matrix_at_threshold(y, p, t),
    )


@pytest.mark.points("confusion_matrix_at_threshold", 1)
def test_matrix_at_threshold_with_boolean_labels(student, expect, reference, rng):
    """confusion_matrix_at_threshold takes labels that are True and False"""
    y, p, t = draw(rng, 30)
    labels = y == 1
    expect(
        student.confusion_matrix_at_threshold(labels, p, t),
        reference.confusion_matrix_at_threshold(labels, p, t),
    )


@pytest.mark.points("precision_recall_f1", 3)
@pytest.mark.parametrize("most", [40, 900])
def test_scores_of_random_matrices(student, expect, reference, rng, most):
    """precision_recall_f1 is right for random counts, and leaves them alone"""
    for _ in range(3):
        cm = rng.permutation(np.arange(1, most))[:4].reshape(2, 2)
        expect(student.precision_recall_f1(cm), reference.precision_recall_f1(cm), atol=1e-6)
        assert not student.changed


@pytest.mark.points("precision_recall_f1", 2)
@pytest.mark.parametrize(
    "cm", [((9, 0), (4, 0)), ((3, 5), (0, 0)), ((8, 2), (6, 0)), ((12, 0), (0, 0))]
)
def test_scores_where_undefined(student, expect, reference, cm):
    """precision_recall_f1 is 0.0 where undefined, and right where it is not"""
    counts, ordinary = np.array(cm), np.array([[7, 2], [5, 3]])
    expect(student.precision_recall_f1(counts), reference.precision_recall_f1(counts), atol=1e-6)
    expect(
        student.precision_recall_f1(ordinary), reference.precision_recall_f1(ordinary), atol=1e-6
    )


@pytest.mark.points("precision_recall_f1", 1)
@pytest.mark.parametrize(
    "cm",
    [
        ((10, 0), (4, 7)),
        ((5, 8), (0, 2)),
        ((0, 4), (1, 6)),
        ((5, 0), (0, 4)),
        ((0, 5), (0, 3)),
        ((0, 0), (4, 2)),
    ],
)
def test_scores_with_empty_places(student, expect, reference, cm):
    """precision_recall_f1 is right where counts are 0 and denominators are not"""
    counts = np.array(cm)
    expect(student.precision_recall_f1(counts), reference.precision_recall_f1(counts), atol=1e-6)


@pytest.mark.points("precision_recall_f1", 1)
@pytest.mark.parametrize("cm", [((841, 496), (24, 639)), ((1319, 18), (482, 181))])
def test_scores_of_the_simulated_table(student, expect, reference, cm):
    """precision_recall_f1 is right for counts of 2,000 tickets"""
    counts = np.array(cm)
    expect(student.precision_recall_f1(counts), reference.precision_recall_f1(counts), atol=1e-6)
