"""The chapter's own tests, on the module that your thirteen files make together.

Each test has the name that the chapter gives it. Where the chapter's version
claims something that is not so, the test checks what is so and says why.
"""

import importlib

import numpy as np
import pytest


@pytest.fixture
def own():
    """Your module: logistic_scratch.py hands on what your files define."""
    try:
        return importlib.import_module("logistic_scratch")
    except ModuleNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed: python -m pip install scikit-learn")


def test_sigmoid(own):
    """0.5 in the middle, nearly 1 and nearly 0 far out: as in the chapter."""
    assert own.sigmoid(0) == pytest.approx(0.5)
    assert own.sigmoid(10) > 0.999
    assert own.sigmoid(-10) < 0.001


def test_log_loss_monotonic(own):
    """Better probabilities cost less: as in the chapter."""
    y = np.array([1, 0])
    assert own.log_loss(y, np.array([0.9, 0.1])) < own.log_loss(y, np.array([0.1, 0.9]))


def test_gradient_direction(own, tickets):
    """On T4 at w = 0 the gradient says: raise the intercept.

    The chapter's version computes the gradient inside the test and never calls
    a function of yours, so it passes whatever you write. This one calls it.
    """
    t4 = slice(3, 4)
    assert own.gradient(tickets.X[t4], tickets.y[t4], np.zeros(3))[0] < 0


def test_fit_converges(own, tickets):
    """The loss of the fitted weights is small.

    The chapter also wants every p between 0.1 and 0.9. But the eight tickets are
    separable, so the longer the descent runs the closer every p comes to 0 or 1.
    """
    w = own.fit_logistic(tickets.X, tickets.y, lr=0.6, epochs=1500, verbose=False)
    assert own.log_loss(tickets.y, own.predict_proba(tickets.X, w)) < 0.30


def test_metrics_at_threshold(own, tickets, tomorrow):
    """On tomorrow's tickets F1 is 2/3 at t = 0.35.

    The chapter measures F1 on the tickets it was fitted to. There it is 1 at
    nearly every threshold, whatever the model is worth. Tomorrow's tickets tell.
    """
    w = own.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=3500, l2=1.0, verbose=False)
    p = own.predict_proba(own.add_intercept(tomorrow.X_raw), w)
    cm = own.confusion_matrix_at_threshold(tomorrow.y, p, 0.35)
    assert np.asarray(cm).tolist() == [[2, 2], [1, 3]]
    assert own.precision_recall_f1(cm)[2] == pytest.approx(2 / 3)


def test_roc_and_ece(own, tickets, tomorrow):
    """Three thresholds give three points; AUC and ECE are measured tomorrow.

    On the tickets that were fitted AUC is 1 and the chapter's bound on ECE says
    little. On eight rows ECE depends on the bins: 0.16 with 4, 0.27 with 10.
    """
    w = own.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=3500, l2=1.0, verbose=False)
    p = own.predict_proba(own.add_intercept(tomorrow.X_raw), w)
    assert len(own.roc_points(tomorrow.y, p, thresholds=[0.3, 0.5, 0.7])) == 3
    assert own.roc_auc(tomorrow.y, p) == pytest.approx(0.875)
    for n_bins, wanted in ((4, 0.159), (10, 0.265)):
        ece = own.expected_calibration_error(tomorrow.y, p, n_bins=n_bins)
        assert ece == pytest.approx(wanted, abs=0.001)


def test_matches_sklearn(own, tickets):
    """With a penalty, both find the same weights.

    The chapter compares without one. On separable tickets neither has an end:
    both stop wherever their own rule stops them, far apart.
    """
    linear_model = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is missing")
    theirs = linear_model.LogisticRegression(C=1.0, tol=1e-10, max_iter=10_000)
    theirs.fit(tickets.X_raw, tickets.y)
    ours = own.fit_logistic(tickets.X, tickets.y, lr=0.5, epochs=4000, l2=1.0, verbose=False)
    wanted = [theirs.intercept_[0], *theirs.coef_[0]]
    assert np.allclose(ours, wanted, atol=1e-5)
