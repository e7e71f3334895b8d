"""Visible checks of ex13_troubleshooting: a student receives and runs them."""

import numpy as np
import pytest

ROWS = np.array([[1.0, 1.0], [1.0, -1.0], [1.0, 1.0], [1.0, -1.0]])
MIXED = np.array([0, 0, 1, 1])


def sigmoid(z):
    """Plain numpy, for scores of moderate size."""
    return 1 / (1 + np.exp(-z))


@pytest.mark.points("hovering_cause", 1)
def test_hovering_on_the_tickets(student, expect, tickets, printed_model):
    """hovering_cause knows a fit that has not begun from one that does not hover"""
    expect(
        student.hovering_cause(tickets.X, tickets.y, np.zeros(3)),
        "not converged",
        hint="Every p is 0.5 here. Is the loss flat in every direction, also downwards?",
    )
    expect(
        student.hovering_cause(tickets.X, tickets.y, printed_model.w),
        "none",
        hint="Compute p first: does it hover at all? The gradient comes after that.",
    )
    assert not student.changed


@pytest.mark.points("hovering_cause", 1)
def test_hovering_with_weak_features(student, expect):
    """hovering_cause knows weak features, and a single ticket outside is enough for none"""
    expect(
        student.hovering_cause(ROWS, MIXED, np.zeros(2)),
        "weak features",
        hint="p is 0.5 everywhere and both derivatives are 0: what else could a fit do?",
    )
    table = np.vstack([ROWS, [1.0, 9.0]])
    labels = np.append(MIXED, 1)
    hint = "Four tickets hover and one does not. Do all of them hover?"
    expect(student.hovering_cause(table, labels, np.array([0.0, 0.1])), "none", hint=hint)
    expect(student.hovering_cause(table, labels, np.array([0.0, -0.1])), "none", hint=hint)


@pytest.mark.points("hovering_cause", 1)
def test_hovering_with_own_limits(student, expect, tickets):
    """hovering_cause uses the low, high and tol that it is given, for each derivative alone"""
    labels = np.array([0, 1, 1, 1])
    hint = "Does your code use all three limits? And is each derivative held against tol alone?"
    w = np.array([0.0, 0.02])
    expect(student.hovering_cause(ROWS, labels, w, tol=0.3), "weak features", hint=hint)
    expect(student.hovering_cause(ROWS, labels, w, tol=0.2), "not converged", hint=hint)
    expect(student.hovering_cause(ROWS, labels, w, low=0.499, tol=0.3), "none", hint=hint)
    expect(student.hovering_cause(ROWS, labels, w, high=0.501, tol=0.3), "none", hint=hint)
    labels, w = np.array([1, 0, 1, 1]), np.array([1.0, 0.5])
    expect(student.hovering_cause(ROWS, labels, w, 0.6, 0.9, 0.2), "weak features", hint=hint)
    table = np.array([[1.0, 1.0], [1.0, -1.0], [1.0, 0.0], [1.0, 0.0]])
    labels = np.array([1, 1, 1, 0])
    expect(student.hovering_cause(table, labels, np.zeros(2)), "not converged", hint=hint)
    X, y = tickets.X, tickets.y
    expect(student.hovering_cause(X, y, np.zeros(3), tol=0.8), "not converged", hint=hint)
    expect(student.hovering_cause(X, y, np.zeros(3), tol=1.2), "weak features", hint=hint)


@pytest.mark.points("wrong_operating_point", 2)
def test_point_today_and_tomorrow(student, expect, tickets, tomorrow, printed_model):
    """wrong_operating_point is True for tomorrow's tickets and False for the eight of today"""
    p = sigmoid(tomorrow.X @ np.array([-6.509729, 0.661068, 0.975372]))
    expect(
        student.wrong_operating_point(tomorrow.y, p),
        True,
        hint="F1 at 0.5 is 0.75 here, and recall at 0.3 is 1. Print what you compare.",
    )
    expect(
        student.wrong_operating_point(tickets.y, printed_model.p),
        False,
        hint="F1 at 0.5 is 0.889 here: nothing is wrong with this threshold.",
    )
    assert not student.changed


@pytest.mark.points("wrong_operating_point", 1)
def test_point_on_the_simulated_tickets(student, expect, simulated):
    """wrong_operating_point uses the thresholds and limits that it is given"""
    p = sigmoid(simulated.X @ np.array([-10.16, 0.81, 1.22]))
    y = simulated.y
    hint = "F1 is 0.694 at 0.5, 0.718 at 0.35, 0.721 at 0.3; recall 0.931 at 0.3, 0.964 at 0.2."
    expect(student.wrong_operating_point(y, p, f1_below=0.71, recall_above=0.6), True, hint=hint)
    expect(student.wrong_operating_point(y, p), True, hint=hint)
    expect(student.wrong_operating_point(y, p, f1_below=0.69), False, hint=hint)
    expect(student.wrong_operating_point(y, p, recall_above=0.95), False, hint=hint)
    expect(student.wrong_operating_point(y, p, t=0.35, f1_below=0.7), False, hint=hint)
    expect(student.wrong_operating_point(y, p, lower_t=0.2, recall_above=0.95), True, hint=hint)
    expect(student.wrong_operating_point(y, p, 0.35, 0.2, 0.72, 0.95), True, hint=hint)


@pytest.mark.points("wrong_operating_point", 1)
def test_point_exactly_on_the_threshold(student, expect):
    """wrong_operating_point flags a ticket whose p equals the threshold, and may flag none"""
    y = np.array([0, 0, 1, 1, 1]) == 1
    hint = "p = 0.5 is flagged at t = 0.5, and p = 0.3 at 0.3."
    on_both = np.array([0.1, 0.2, 0.3, 0.5, 0.9])
    expect(student.wrong_operating_point(y, on_both, f1_below=0.75), False, hint=hint)
    expect(student.wrong_operating_point(y, on_both, f1_below=0.85), True, hint=hint)
    none_at_all = np.array([0.1, 0.2, 0.35, 0.4, 0.45])
    hint = "Nothing is flagged at 0.5: F1 is 0 there, as in precision_recall_f1."
    expect(student.wrong_operating_point(y, none_at_all), True, hint=hint)


@pytest.mark.points("miscalibration", 2)
def test_calibration_of_simulated_copies(student, expect, simulated):
    """miscalibration knows a good model from copies that are too sure and not sure enough"""
    z = simulated.X @ np.array([-10.16, 0.81, 1.22])
    expect(
        student.miscalibration(simulated.y, sigmoid(z)),
        "none",
        hint="The ECE of this model is 0.022.",
    )
    expect(
        student.miscalibration(simulated.y, sigmoid(8 * z)),
        "over-confident",
        hint="ECE 0.164, AUC 0.89. On average the model says 96 %, and 80 % are right.",
    )
    expect(
        student.miscalibration(simulated.y, sigmoid(z - 3)),
        "over-confident",
        hint="ECE 0.274, AUC 0.89. Small p are sure answers too: 94 % sure, and 68 % are right.",
    )
    expect(
        student.miscalibration(simulated.y, sigmoid(z / 6)),
        "under-confident",
        hint="ECE 0.199, AUC 0.89. On average the model says 60 %, and 80 % are right.",
    )
    assert not student.changed


@pytest.mark.points("miscalibration", 1)
def test_calibration_of_a_bad_ranking(student, expect):
    """miscalibration asks for the ECE first and for the ranking second"""
    y = np.array([0, 1, 0, 1, 0, 1, 0, 1])
    hint = "Half of these tickets were escalated, and p knows nothing about which."
    near = np.array([0.46, 0.46, 0.47, 0.47, 0.53, 0.53, 0.54, 0.54])
    expect(student.miscalibration(y, near), "none", hint=hint)
    expect(student.miscalibration(y, near / 4), "ranking", hint=hint)


@pytest.mark.points("miscalibration", 1)
def test_calibration_with_own_limits(student, expect):
    """miscalibration uses the bins and limits that it is given, and labels True and False"""
    y = np.array([0, 0, 0, 1, 0, 1, 1, 1]) == 1
    p = np.array([0.12, 0.13, 0.14, 0.44, 0.83, 0.86, 0.91, 0.92])
    hint = "ECE 0.044, 0.086 and 0.226 with 1, 2 and 10 bins; AUC 0.9375; sure 0.84, right 0.75."
    expect(student.miscalibration(y, p), "over-confident", hint=hint)
    expect(student.miscalibration(y, p, n_bins=1), "none", hint=hint)
    expect(student.miscalibration(y, p, n_bins=1, ece_above=0.01), "over-confident", hint=hint)
    expect(student.miscalibration(y, p, n_bins=2, ece_above=0.06), "over-confident", hint=hint)
    expect(student.miscalibration(y, p, 2, 0.95, 0.06), "ranking", hint=hint)
    expect(student.miscalibration(y, p, 2, 0.95, 0.1), "none", hint=hint)


@pytest.mark.points("weight_gap_cause", 2)
def test_gap_of_the_recipes(student, expect, tickets):
    """weight_gap_cause explains four comparisons on the eight tickets"""
    X, X_raw, y = tickets.X, tickets.X_raw, tickets.y
    expect(
        student.weight_gap_cause(X, X_raw, y, 0.0, 0.0),
        "intercept",
        hint="One of the two matrices has a column of ones. What about the other?",
    )
    expect(
        student.weight_gap_cause(X_raw, X_raw * np.array([1.0, 0.5]), y, 1.0, 1.0),
        "data",
        hint="Neither has ones, and the shapes are equal. What about the entries?",
    )
    expect(
        student.weight_gap_cause(X, X.copy(), y, 0.0, 1.0),
        "penalty",
        hint="The same matrix twice. What else went into the two fits?",
    )
    expect(
        student.weight_gap_cause(X, X.copy(), y, 0.0, 0.0),
        "separable",
        hint="Same matrix, no penalty on either side. Is there a best place to stop at all?",
    )
    assert not student.changed


@pytest.mark.points("weight_gap_cause", 1)
def test_gap_of_unfinished_walks(student, expect, tickets, tomorrow):
    """weight_gap_cause blames the steps only when nothing else is left"""
    expect(
        student.weight_gap_cause(tickets.X, tickets.X, tickets.y, 1.0, 1.0),
        "not converged",
        hint="With a penalty there are best weights, also for separable tickets.",
    )
    expect(
        student.weight_gap_cause(tomorrow.X, tomorrow.X, tomorrow.y, 0.0, 0.0),
        "not converged",
        hint="No penalty, and no weights that separate these tickets either.",
    )
    expect(
        student.weight_gap_cause(tickets.X_raw, tickets.X_raw, tickets.y, 0.0, 0.0),
        "not converged",
        hint="Both models were given the matrix without ones. What can such a model separate?",
    )


@pytest.mark.points("weight_gap_cause", 1)
def test_gap_of_shuffled_columns(student, expect, tickets):
    """weight_gap_cause finds the column of ones in any place, and knows it from other columns"""
    last = tickets.X[:, [1, 2, 0]]
    two = tickets.X * np.array([2.0, 1.0, 1.0])
    hint = "Ones from top to bottom, wherever they stand. Nothing else will do."
    y = tickets.y
    expect(student.weight_gap_cause(tickets.X, last, y, 0.0, 1.0), "data", hint=hint)
    expect(student.weight_gap_cause(last, tickets.X_raw, y, 0.0, 1.0), "intercept", hint=hint)
    expect(student.weight_gap_cause(tickets.X_raw, last, y, 1.0, 1.0), "intercept", hint=hint)
    expect(student.weight_gap_cause(tickets.X, two, y, 0.0, 0.0), "intercept", hint=hint)
    expect(student.weight_gap_cause(two, tickets.X_raw, y, 0.0, 0.0), "data", hint=hint)
    expect(student.weight_gap_cause(tickets.X, tickets.X[:7], y, 0.0, 0.0), "data", hint=hint)


@pytest.mark.points("first_rise", 2)
@pytest.mark.parametrize(
    ("losses", "wanted"),
    [
        ([0.69, 0.6, 0.5, 0.55, 0.45, 0.65], 3),
        ([0.69, 0.96, 0.83, 1.4], 1),
        ([0.69, 0.5, 0.5, 0.4], -1),
        ([0.3, 0.2, 0.1, 0.9], 3),
    ],
)
def test_rise_in_a_few_losses(student, expect, losses, wanted):
    """first_rise finds the first rise, and -1 where the loss never rises"""
    expect(
        student.first_rise(np.array(losses)),
        wanted,
        hint="Compare neighbours, from left to right: which is the first that is higher?",
    )
    assert not student.changed


@pytest.mark.points("first_rise", 1)
def test_rise_within_tolerance(student, expect):
    """first_rise overlooks rises up to tol, and copes with a single loss"""
    losses = np.array([0.7, 0.5, 0.5005, 0.4, 0.42])
    expect(student.first_rise(losses, tol=0.001), 4, hint="The first rise is smaller than tol.")
    expect(student.first_rise(losses), 2, hint="A rise of 0.0005 is more than rounding.")
    expect(student.first_rise(losses, tol=0.1), -1, hint="No rise here is larger than 0.1.")
    expect(student.first_rise(np.array([0.5, 0.5 + 1e-12, 0.4])), -1, hint="1e-12 is rounding.")
    expect(student.first_rise(np.array([0.7])), -1, hint="One loss has no loss before it.")
    expect(student.first_rise(np.array([20.0, 20.01]), tol=0.001), 1, hint="0.01 is above tol.")
