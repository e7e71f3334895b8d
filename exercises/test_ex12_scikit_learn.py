"""Visible checks of ex12_scikit_learn: a student receives and runs them."""

import numpy as np
import pytest


@pytest.mark.points("sklearn_weights", 2)
def test_weights_of_the_tickets(student, expect, tickets):
    """sklearn_weights at C = 1 finds what fit_logistic finds at l2 = 1"""
    expect(
        student.sklearn_weights(tickets.X, tickets.y, 1.0),
        np.array([-6.50972915, 0.66106764, 0.97537167]),
        atol=1e-5,
        hint="The first column is already an intercept. Who else adds one, and who penalises it?",
    )


@pytest.mark.points("sklearn_weights", 2)
def test_weights_with_a_stronger_penalty(student, expect, tickets):
    """sklearn_weights uses the C that it is given, and leaves X and y alone"""
    came = student.sklearn_weights(tickets.X, tickets.y, C=0.25)
    expect(
        came,
        np.array([-3.66355225, 0.34265251, 0.58486009]),
        atol=1e-5,
        hint="A smaller C means a stronger penalty. Does anything in your code not know of C?",
    )
    assert not student.changed


@pytest.mark.points("sklearn_weights", 1)
def test_weights_of_one_feature(student, expect, tickets):
    """sklearn_weights is right for the length of T1 to T5 alone, with labels True and False"""
    expect(
        student.sklearn_weights(tickets.X[:5, :2], tickets.y[:5] == 1, 2.0),
        np.array([-4.35585302, 1.54847969]),
        atol=1e-5,
        hint="One weight a column of X, the intercept's in front: how many are there now?",
    )


@pytest.mark.points("max_weight_gap", 1)
def test_gap_below_zero(student, expect):
    """max_weight_gap sees a large difference in either direction"""
    ours = np.array([-6.5, 0.7, -0.25])
    theirs = np.array([-6.25, 0.7, 0.25])
    hint = "Ours minus theirs or theirs minus ours: how far apart they are is the same."
    expect(student.max_weight_gap(ours, theirs), 0.5, hint=hint)
    expect(student.max_weight_gap(theirs, ours), 0.5, hint=hint)
    assert not student.changed


@pytest.mark.points("max_weight_gap", 1)
def test_gap_in_the_intercept(student, expect):
    """max_weight_gap counts the intercept too, and is one number"""
    expect(
        student.max_weight_gap(np.array([-15.5, 2.0, 2.0]), np.array([-63.75, 2.25, 12.5])),
        48.25,
        hint="Put the two under each other. Which pair is worst, and by how much?",
    )


@pytest.mark.points("is_separable", 2)
def test_separable_today_and_tomorrow(student, expect, tickets, tomorrow):
    """is_separable knows the eight tickets from tomorrow's"""
    hint = "Draw both tables, length to the right, frustration upwards: does one line do?"
    expect(student.is_separable(tickets.X, tickets.y), True, hint=hint)
    expect(student.is_separable(tomorrow.X, tomorrow.y), False, hint=hint)
    assert not student.changed


@pytest.mark.points("is_separable", 2)
def test_separable_by_a_slanted_line(student, expect):
    """is_separable finds a slanted line, and none where opposite corners go together"""
    square = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 2.0], [1.0, 2.0, 0.0], [1.0, 2.0, 2.0]])
    band = np.array([[1.0, 0.0, 2.0], [1.0, 2.0, 4.0], [1.0, 2.0, 0.0], [1.0, 4.0, 2.0]])
    expect(
        student.is_separable(band, np.array([1, 1, 0, 0])),
        True,
        hint="No single feature separates these four. Do both together?",
    )
    expect(
        student.is_separable(square, np.array([1, 0, 0, 1])),
        False,
        hint="A line has two sides; two opposite corners never share one of their own.",
    )


@pytest.mark.points("is_separable", 1)
def test_separable_with_one_against_many(student, expect):
    """is_separable with one ticket of a class: at the end of the row, and in the middle"""
    row = np.column_stack([np.ones(7), np.arange(7.0)])
    expect(
        student.is_separable(row, np.array([0, 1, 1, 1, 1, 1, 1]) == 1),
        True,
        hint="Any weights will do, also ones that no fit would choose. Are there some?",
    )
    expect(
        student.is_separable(row, np.array([0, 0, 0, 1, 0, 0, 0]) == 1),
        False,
        hint="Along one feature the score only rises or only falls.",
    )


@pytest.mark.points("is_separable", 1)
def test_separable_with_a_contradiction(student, expect, tickets):
    """is_separable says no when T4 comes a second time, with the other label"""
    table = np.vstack([tickets.X, tickets.X[3]])
    hint = "Equal tickets get equal scores, and a score of 0 is on neither side."
    expect(student.is_separable(table, np.append(tickets.y, 1)), True, hint=hint)
    expect(student.is_separable(table, np.append(tickets.y, 0)), False, hint=hint)


@pytest.mark.points("is_separable", 1)
def test_separable_without_ones(student, expect):
    """is_separable uses the columns as they come, also where none of them is ones"""
    table = np.array([[1.0, 2.0], [2.0, 1.0], [-1.0, -2.5], [-2.0, -1.0]])
    hint = "Without a column of ones the score is 0 where every feature is 0."
    expect(student.is_separable(table, np.array([1, 1, 0, 0])), True, hint=hint)
    expect(student.is_separable(table + 4, np.array([1, 1, 0, 0])), False, hint=hint)
