"""Visible checks of ex06_threshold: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("predict_with_threshold", 2)
def test_predict_on_the_tickets(student, expect, printed_model):
    """predict_with_threshold flags the right tickets at t = 0.35, and leaves p alone"""
    expect(
        student.predict_with_threshold(printed_model.p, 0.35),
        np.array([0, 0, 0, 1, 1, 1, 1, 1]),
        hint="T3 has p = 0.314 and T7 has 0.674. On which side of 0.35 is each?",
    )
    assert not student.changed


@pytest.mark.points("predict_with_threshold", 1)
@pytest.mark.parametrize(
    ("t", "wanted"), [(0.7, (0, 0, 1, 1, 0)), (0.2, (1, 1, 1, 1, 0)), (0.72, (0, 0, 0, 1, 0))]
)
def test_predict_on_the_threshold(student, expect, t, wanted):
    """predict_with_threshold flags a ticket that lies exactly on the threshold"""
    expect(
        student.predict_with_threshold(np.array([0.2, 0.65, 0.7, 0.8, 0.19]), t),
        np.array(wanted),
        hint="One answer a ticket, and t decides. What about a ticket that just reaches it?",
    )


@pytest.mark.points("compute_confusion_matrix", 2)
def test_matrix_of_ten_tickets(student, expect):
    """compute_confusion_matrix counts ten tickets, and leaves y and pred alone"""
    y = np.array([1, 0, 0, 1, 0, 1, 0, 0, 1, 0])
    pred = np.array([1, 0, 1, 0, 0, 1, 0, 1, 1, 0])
    expect(
        student.compute_confusion_matrix(y, pred),
        np.array([[4, 2], [1, 3]]),
        hint="Rows are what happened, columns what was decided. Count one place on your fingers.",
    )
    assert not student.changed


@pytest.mark.points("compute_confusion_matrix", 1)
@pytest.mark.parametrize(
    ("label", "decision", "wanted"),
    [(0, 0, ((3, 0), (0, 0))), (1, 1, ((0, 0), (0, 3))), (1, 0, ((0, 0), (3, 0)))],
)
def test_matrix_of_three_alike(student, expect, label, decision, wanted):
    """compute_confusion_matrix has four places even where three tickets are all alike"""
    expect(
        student.compute_confusion_matrix(np.full(3, label), np.full(3, decision)),
        np.array(wanted),
        hint="Where does your code learn that there are two labels and two decisions?",
    )


@pytest.mark.points("compute_confusion_matrix", 1)
def test_matrix_with_boolean_labels(student, expect):
    """compute_confusion_matrix takes labels that are True and False"""
    y = np.array([True, False, True, True, False, True, True])
    pred = np.array([1, 1, 0, 1, 0, 1, 0])
    expect(
        student.compute_confusion_matrix(y, pred),
        np.array([[1, 1], [2, 3]]),
        hint="True counts as 1 in a sum and in a comparison, but as an index it means a mask.",
    )


@pytest.mark.points("confusion_matrix_at_threshold", 2)
def test_matrix_at_threshold_on_the_tickets(student, expect, tickets, printed_model):
    """confusion_matrix_at_threshold is right for the printed model at t = 0.35"""
    expect(
        student.confusion_matrix_at_threshold(tickets.y, printed_model.p, 0.35),
        np.array([[3, 1], [0, 4]]),
        hint="Which tickets does 0.35 flag? Then hand labels and decisions on, in that order.",
    )
    assert not student.changed


@pytest.mark.points("confusion_matrix_at_threshold", 1)
@pytest.mark.parametrize(
    ("t", "wanted"), [(0.3, ((2, 3), (0, 2))), (0.75, ((4, 1), (2, 0))), (0.96, ((5, 0), (2, 0)))]
)
def test_matrix_at_several_thresholds(student, expect, t, wanted):
    """confusion_matrix_at_threshold follows the threshold, also where it flags nothing"""
    y = np.array([0, 0, 1, 0, 1, 0, 0])
    p = np.array([0.1, 0.3, 0.4, 0.6, 0.72, 0.95, 0.28])
    expect(
        student.confusion_matrix_at_threshold(y, p, t),
        np.array(wanted),
        hint="The same seven tickets each time: only t moves. Does it reach your decisions?",
    )


@pytest.mark.points("precision_recall_f1", 2)
@pytest.mark.parametrize(
    ("cm", "wanted"),
    [
        (((50, 10), (5, 35)), (0.777778, 0.875, 0.823529)),
        (((300, 20), (60, 20)), (0.5, 0.25, 0.333333)),
    ],
)
def test_scores_of_a_matrix(student, expect, cm, wanted):
    """precision_recall_f1 is right where all four counts are above 0"""
    expect(
        student.precision_recall_f1(np.array(cm)),
        wanted,
        atol=1e-6,
        hint="Name the four counts first. One denominator is all flagged, the other all urgent.",
    )
    assert not student.changed


@pytest.mark.points("precision_recall_f1", 1)
@pytest.mark.parametrize("cm", [((7, 0), (3, 0)), ((4, 2), (0, 0)), ((4, 3), (1, 0))])
def test_scores_without_a_hit(student, expect, cm):
    """precision_recall_f1 says 0.0 where a number is undefined"""
    expect(
        student.precision_recall_f1(np.array(cm)),
        (0.0, 0.0, 0.0),
        atol=1e-6,
        hint="Which of the three denominators can be 0? Ask before you divide.",
    )


@pytest.mark.points("precision_recall_f1", 1)
@pytest.mark.parametrize(
    ("cm", "wanted"),
    [
        (((6, 0), (3, 2)), (1.0, 0.4, 0.571429)),
        (((2, 4), (0, 3)), (0.428571, 1.0, 0.6)),
        (((0, 3), (2, 3)), (0.5, 0.6, 0.545455)),
    ],
)
def test_scores_with_one_empty_place(student, expect, cm, wanted):
    """precision_recall_f1 is right where one count is 0 and no denominator is"""
    expect(
        student.precision_recall_f1(np.array(cm)),
        wanted,
        atol=1e-6,
        hint="A count of 0 is not yet a denominator of 0: no false alarm at all is good news.",
    )
