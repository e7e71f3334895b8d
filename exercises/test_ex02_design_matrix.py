"""Visible checks of ex02_design_matrix: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("add_intercept", 2)
def test_add_intercept_on_the_tickets(student, expect, tickets):
    """add_intercept puts a column of ones in front of the eight tickets"""
    expect(
        student.add_intercept(tickets.X_raw),
        tickets.X,
        hint="Compare the shapes first: one column more, the same number of rows.",
    )


@pytest.mark.points("add_intercept", 1)
def test_add_intercept_on_another_table(student, expect):
    """add_intercept works for other numbers of rows and features, and keeps X_raw as it was"""
    X_raw = np.array([[0.5, -2.0, 3.0, 0.0], [1.25, 4.0, -6.5, 7.0]])
    wanted = np.array([[1.0, 0.5, -2.0, 3.0, 0.0], [1.0, 1.25, 4.0, -6.5, 7.0]])
    expect(
        student.add_intercept(X_raw),
        wanted,
        hint="How many ones are needed here, and where can your code read that number?",
    )
    assert not student.changed


@pytest.mark.points("linear_score", 2)
def test_linear_score_on_the_tickets(student, expect, tickets, printed_model):
    """linear_score gives the eight scores of the printed model"""
    expect(
        student.linear_score(tickets.X, printed_model.w),
        printed_model.z,
        hint="Take T1 by hand: 1 times w0, its length times w1, its frustration times w2, added.",
    )
    assert not student.changed


@pytest.mark.points("linear_score", 1)
def test_linear_score_with_as_many_rows_as_columns(student, expect):
    """linear_score goes along the rows, also where X is square"""
    X = np.array([[1.0, 2.0, 3.0], [1.0, 0.0, -1.0], [1.0, 5.0, 0.5]])
    expect(
        student.linear_score(X, np.array([0.5, -1.0, 2.0])),
        np.array([4.5, -1.5, -3.5]),
        hint="Each score belongs to one row of X; which way does your product go?",
    )


@pytest.mark.points("linear_score", 1)
def test_linear_score_of_one_row(student, expect):
    """linear_score of one row with one feature is an array with one score"""
    expect(
        student.linear_score(np.array([[1.0, 4.0]]), np.array([-1.0, 1.5])),
        np.array([5.0]),
        hint="One row in, one score out: the shape is (1,). Does anything count on three columns?",
    )


@pytest.mark.points("predict_proba", 2)
def test_predict_proba_on_the_tickets(student, expect, tickets, printed_model):
    """predict_proba gives the eight probabilities of the printed model"""
    expect(
        student.predict_proba(tickets.X, printed_model.w),
        printed_model.p,
        hint="Two steps that you already have: first one score a ticket, then squeeze it.",
    )
    assert not student.changed


@pytest.mark.points("predict_proba", 1)
def test_predict_proba_of_one_row(student, expect):
    """predict_proba of one row is an array with one probability"""
    expect(
        student.predict_proba(np.array([[1.0, 3.0]]), np.array([-1.0, 1.0])),
        np.array([0.880797]),
        atol=1e-6,
        hint="The score is 2 here, the same as in exercise 1; the shape stays (1,).",
    )


@pytest.mark.points("predict_proba", 1)
def test_predict_proba_of_extreme_rows(student, expect):
    """predict_proba stays a probability where scores are huge"""
    X = np.array([[1.0, 100.0, -40.0], [1.0, 0.25, 0.0], [1.0, -60.0, 80.0]])
    expect(
        student.predict_proba(X, np.array([0.0, 8.0, -5.0])),
        np.array([1.0, 0.880797, 0.0]),
        atol=1e-6,
        hint="Your sigmoid of exercise 1 can already deal with scores of 1000 and -880.",
    )
