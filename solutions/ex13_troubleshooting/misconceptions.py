"""Plausible wrong versions of ex13_troubleshooting, each with the sentence to read."""

import numpy as np

from ex02_design_matrix import linear_score, predict_proba
from ex03_log_loss import log_loss
from ex04_gradient import gradient
from ex06_threshold import confusion_matrix_at_threshold, precision_recall_f1
from ex08_roc import roc_auc
from ex10_calibration import expected_calibration_error
from ex12_scikit_learn import is_separable


def hovering_cause__all_outside(X, y, w, low=0.4, high=0.6, tol=0.01):
    """One ticket outside is enough: you ask for all of them to be outside."""
    p = predict_proba(X, w)
    if np.all((p < low) | (p > high)):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__mean_inside(X, y, w, low=0.4, high=0.6, tol=0.01):
    """A mean near 0.5 says nothing about single tickets: look at each p."""
    p = np.mean(predict_proba(X, w))
    if p < low or p > high:
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__only_high(X, y, w, low=0.4, high=0.6, tol=0.01):
    """A p under low is outside as well."""
    if np.any(predict_proba(X, w) > high):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__only_low(X, y, w, low=0.4, high=0.6, tol=0.01):
    """A p over high is outside as well."""
    if np.any(predict_proba(X, w) < low):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__scores(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Scores are compared with limits for probabilities: the sigmoid comes in between."""
    z = linear_score(X, w)
    if np.any((z < low) | (z > high)):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__gradient_first(X, y, w, low=0.4, high=0.6, tol=0.01):
    """The first question is whether p hovers at all; the gradient is asked about after that."""
    if np.any(np.abs(gradient(X, y, w)) > tol):
        return "not converged"
    p = predict_proba(X, w)
    return "none" if np.any((p < low) | (p > high)) else "weak features"


def hovering_cause__sign_kept(X, y, w, low=0.4, high=0.6, tol=0.01):
    """A derivative far below 0 is as steep as one far above: it is the size that counts."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.any(gradient(X, y, w) > tol) else "weak features"


def hovering_cause__every_derivative(X, y, w, low=0.4, high=0.6, tol=0.01):
    """One derivative that is not 0 is enough: the fit can still walk that way."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.all(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__added_up(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Added up, derivatives of opposite signs cancel: look at each one alone."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if abs(np.sum(gradient(X, y, w))) > tol else "weak features"


def hovering_cause__mean_size(X, y, w, low=0.4, high=0.6, tol=0.01):
    """In a mean the derivatives that are 0 hide the one that is not."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.mean(np.abs(gradient(X, y, w))) > tol else "weak features"


def hovering_cause__length(X, y, w, low=0.4, high=0.6, tol=0.01):
    """The length of the gradient mixes all derivatives; tol is for each one alone."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.linalg.norm(gradient(X, y, w)) > tol else "weak features"


def hovering_cause__without_intercept(X, y, w, low=0.4, high=0.6, tol=0.01):
    """The intercept's derivative counts too: it is the first one."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)[1:]) > tol) else "weak features"


def hovering_cause__swapped(X, y, w, low=0.4, high=0.6, tol=0.01):
    """Turned round: where a slope is left, the fit can still go on."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "weak features" if np.any(np.abs(gradient(X, y, w)) > tol) else "not converged"


def hovering_cause__large_loss(X, y, w, low=0.4, high=0.6, tol=0.01):
    """A large loss may be the best that there is: whether the fit has arrived, the slope tells."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if log_loss(y, p) > tol else "weak features"


def hovering_cause__usual_band(X, y, w, low=0.4, high=0.6, tol=0.01):
    """The band is an argument: 0.4 and 0.6 are only what it usually is."""
    p = predict_proba(X, w)
    if np.any((p < 0.4) | (p > 0.6)):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > tol) else "weak features"


def hovering_cause__usual_tol(X, y, w, low=0.4, high=0.6, tol=0.01):
    """tol is an argument: 0.01 is only what it usually is."""
    p = predict_proba(X, w)
    if np.any((p < low) | (p > high)):
        return "none"
    return "not converged" if np.any(np.abs(gradient(X, y, w)) > 0.01) else "weak features"


def wrong_operating_point__either(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Both must hold: a mediocre F1 alone, or a good recall alone, is no symptom."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(f1 < f1_below or recall > recall_above)


def wrong_operating_point__f1_alone(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """A mediocre F1 is half of the symptom: what about recall at the lower threshold?"""
    return bool(precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2] < f1_below)


def wrong_operating_point__recall_alone(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """A good recall at the lower threshold is half of the symptom: what about F1 at t?"""
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(recall > recall_above)


def wrong_operating_point__all_at_t(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Recall is asked for at the lower threshold; you took both figures at t."""
    _, recall, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__all_lower(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """F1 is asked for at t; you took both figures at the lower threshold."""
    _, recall, f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__crossed(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """The two thresholds are crossed: F1 belongs to t, recall to the lower one."""
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[1]
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[2]
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__precision(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Mind the order precision, recall, F1: you compare a precision where F1 is meant."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[0]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__no_recall(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """Mind the order precision, recall, F1: at the lower threshold recall is meant."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[0]
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__accuracy(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """The share of right answers is not F1: it rewards the many easy tickets."""
    accuracy = np.mean((p >= t) == (np.asarray(y) == 1))
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(accuracy < f1_below and recall > recall_above)


def wrong_operating_point__good_f1(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """An F1 under the limit is the symptom; yours must be over it."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(f1 > f1_below and recall > recall_above)


def wrong_operating_point__above_only(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """A p that equals the threshold is flagged too: >=, as everywhere in this course."""
    label = np.asarray(y) == 1
    flagged, lower = p > t, p > lower_t
    f1 = 2 * np.sum(flagged & label) / (np.sum(flagged) + np.sum(label))
    return bool(f1 < f1_below and np.mean(lower[label]) > recall_above)


def wrong_operating_point__divided_by_none(
    y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9
):
    """Where nothing is flagged you divide by 0: precision_recall_f1 has an answer for that."""
    label = np.asarray(y) == 1
    flagged, lower = p >= t, p >= lower_t
    precision = int(np.sum(flagged & label)) / int(np.sum(flagged))
    recall = int(np.sum(flagged & label)) / int(np.sum(label))
    f1 = 2 * precision * recall / (precision + recall)
    return bool(f1 < f1_below and np.mean(lower[label]) > recall_above)


def wrong_operating_point__usual_t(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """The thresholds are arguments: 0.5 and 0.3 are only what they usually are."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, 0.5))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, 0.3))[1]
    return bool(f1 < f1_below and recall > recall_above)


def wrong_operating_point__usual_limits(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """The limits are arguments: 0.8 and 0.9 are only what they usually are."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return bool(f1 < 0.8 and recall > 0.9)


def wrong_operating_point__in_words(y, p, t=0.5, lower_t=0.3, f1_below=0.8, recall_above=0.9):
    """True or False is asked for, not a sentence."""
    f1 = precision_recall_f1(confusion_matrix_at_threshold(y, p, t))[2]
    recall = precision_recall_f1(confusion_matrix_at_threshold(y, p, lower_t))[1]
    return "wrong operating point" if f1 < f1_below and recall > recall_above else "none"


def miscalibration__ranking_first(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The ECE comes first: where the probabilities fit, nothing is miscalibrated."""
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__no_ranking(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The AUC is never asked: a bad ranking is another illness than bad probabilities."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__always_over(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """A large ECE may mean too sure or not sure enough: compare how sure with how often right."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    return "ranking" if roc_auc(y, p) <= auc_above else "over-confident"


def miscalibration__swapped(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Turned round: surer than right is over-confident."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "under-confident" if sure > right else "over-confident"


def miscalibration__mean_against_share(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """A mean p above the share escalated means shifted: p = 0.02 is a sure answer, too."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    return "over-confident" if np.mean(p) > np.mean(y) else "under-confident"


def miscalibration__sure_is_p(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """p alone is not how sure the model is: at p = 0.02 it is 98 % sure of the other answer."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    return "over-confident" if np.mean(p) > np.mean((p >= 0.5) == y) else "under-confident"


def miscalibration__flagged_only(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """You look at the flagged tickets alone: the model is also sure, or not, about the others."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    flagged = p >= 0.5
    share = np.sum(flagged & (np.asarray(y) == 1)) / max(np.sum(flagged), 1)
    sure = np.sum(p[flagged]) / max(np.sum(flagged), 1)
    return "over-confident" if sure > share else "under-confident"


def miscalibration__distance_from_half(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """How sure runs from 0.5 to 1, like a share of right answers; yours starts at 0."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure, right = np.mean(2 * np.abs(p - 0.5)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__against_auc(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The AUC is no share of right answers: compare with p >= 0.5 against the label."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure = np.mean(np.maximum(p, 1 - p))
    return "over-confident" if sure > roc_auc(y, p) else "under-confident"


# hidden only: p = 0.5 lies on a bin's edge with the usual bins, so no visible table has one
def miscalibration__above_half(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """p = 0.5 counts as a yes: >=, as everywhere in this course."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p > 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__ten_bins(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The number of bins is an argument: 10 is only what it usually is."""
    if expected_calibration_error(y, p, 10) <= ece_above:
        return "none"
    if roc_auc(y, p) <= auc_above:
        return "ranking"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__usual_limits(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """The limits are arguments: 0.85 and 0.15 are only what they usually are."""
    if expected_calibration_error(y, p, n_bins) <= 0.15:
        return "none"
    if roc_auc(y, p) <= 0.85:
        return "ranking"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def miscalibration__good_ranking(y, p, n_bins=10, auc_above=0.85, ece_above=0.15):
    """Turned round: a high AUC means that the ranking is in order."""
    if expected_calibration_error(y, p, n_bins) <= ece_above:
        return "none"
    if roc_auc(y, p) > auc_above:
        return "ranking"
    sure, right = np.mean(np.maximum(p, 1 - p)), np.mean((p >= 0.5) == y)
    return "over-confident" if sure > right else "under-confident"


def weight_gap_cause__first_column(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """The ones may stand in any column: you look at the first one only."""
    if np.all(X_ours[:, 0] == 1) != np.all(X_theirs[:, 0] == 1):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__any_one(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """A 1 somewhere is no column of ones: all entries of one column must be 1."""
    if np.any(X_ours == 1) != np.any(X_theirs == 1):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__constant_column(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """A column that never changes need not be a column of ones: all 2 is constant, too."""
    if np.any(np.ptp(X_ours, axis=0) == 0) != np.any(np.ptp(X_theirs, axis=0) == 0):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


# hidden only: a column whose mean happens to be 1 is not in the tables that students see
def weight_gap_cause__mean_of_one(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """A mean of 1 does not make a column of ones: 0.5 and 1.5 have it, too."""
    ones_ours = np.any(np.abs(X_ours.mean(axis=0) - 1) < 1e-9)
    if ones_ours != np.any(np.abs(X_theirs.mean(axis=0) - 1) < 1e-9):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__ones_missing(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Exactly one must have the ones: where both lack them, they do not differ in that."""
    if not (np.any(np.all(X_ours == 1, axis=0)) and np.any(np.all(X_theirs == 1, axis=0))):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__number_of_columns(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """One column more or less need not be the ones: look at what the columns hold."""
    if X_ours.shape[1] != X_theirs.shape[1]:
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__shapes_alone(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Matrices of one shape can still differ: compare the entries."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape:
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__entries_alone(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Matrices of two shapes cannot be compared entry by entry: ask for the shapes first."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if np.any(np.abs(X_ours - X_theirs) > 1e-6):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__column_means(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Equal means do not make equal matrices: a mean of all entries forgets where they stand."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or abs(X_ours.mean() - X_theirs.mean()) > 1e-9:
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__no_entry_equal(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """One entry that differs is enough; you ask for all of them to differ."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or np.all(X_ours != X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__penalty_first(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """The matrices come before the penalties: with other data nothing else can be compared."""
    if l2_ours != l2_theirs:
        return "penalty"
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__data_first(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """A missing column of ones also makes the data differ: ask for the ones first."""
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def weight_gap_cause__separable_first(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Two different penalties explain the gap, also where the tickets are separable."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if min(l2_ours, l2_theirs) == 0 and is_separable(X_ours, y):
        return "separable"
    return "penalty" if l2_ours != l2_theirs else "not converged"


def weight_gap_cause__penalised_too(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """A penalty makes best weights exist, also for separable tickets: then it is not that."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if is_separable(X_ours, y) else "not converged"


def weight_gap_cause__never_asked(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """Without a penalty there is one more question: are the tickets separable?"""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    return "penalty" if l2_ours != l2_theirs else "not converged"


def weight_gap_cause__no_penalty_no_rest(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """No penalty alone is harmless: it takes separable tickets to make weights run away."""
    if np.any(np.all(X_ours == 1, axis=0)) != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 else "not converged"


def weight_gap_cause__ones_added(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """The model had no column of ones, so it could not use one: ask about the matrix as it was."""
    has_ones = np.any(np.all(X_ours == 1, axis=0))
    if has_ones != np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    table = X_ours if has_ones else np.column_stack([np.ones(len(y)), X_ours])
    return "separable" if l2_ours == 0 and is_separable(table, y) else "not converged"


def weight_gap_cause__only_ours(X_ours, X_theirs, y, l2_ours, l2_theirs):
    """The gap has two sides: their column of ones, without one of ours, is a cause as well."""
    if np.any(np.all(X_ours == 1, axis=0)) and not np.any(np.all(X_theirs == 1, axis=0)):
        return "intercept"
    if X_ours.shape != X_theirs.shape or not np.allclose(X_ours, X_theirs):
        return "data"
    if l2_ours != l2_theirs:
        return "penalty"
    return "separable" if l2_ours == 0 and is_separable(X_ours, y) else "not converged"


def first_rise__one_before(losses, tol=1e-9):
    """That is the place before the rise; the place of the higher loss is asked for."""
    places = np.flatnonzero(np.diff(losses) > tol)
    return int(places[0]) if places.size else -1


def first_rise__last(losses, tol=1e-9):
    """You give the last rise; the first one tells where things went wrong."""
    places = np.flatnonzero(np.diff(losses) > tol)
    return int(places[-1]) + 1 if places.size else -1


def first_rise__count(losses, tol=1e-9):
    """This is how often the loss rises, not where."""
    return int(np.sum(np.diff(losses) > tol)) or -1


def first_rise__largest(losses, tol=1e-9):
    """The largest rise need not be the first."""
    steps = np.append(0.0, np.diff(losses))
    return int(np.argmax(steps)) if steps.max() > tol else -1


def first_rise__above_the_start(losses, tol=1e-9):
    """Each loss is compared with the one right before it, not with the first of all."""
    places = np.flatnonzero(losses > losses[0] + tol)
    return int(places[0]) if places.size else -1


# hidden only: to add up unnoticed, rises must be many and small; visible lists are short
def first_rise__above_the_best(losses, tol=1e-9):
    """Each loss is compared with the one right before it, not with the lowest so far."""
    places = np.flatnonzero(losses > np.minimum.accumulate(losses) + tol)
    return int(places[0]) if places.size else -1


def first_rise__first_fall(losses, tol=1e-9):
    """A fall is what the loss should do: look for the first time that it goes up."""
    places = np.flatnonzero(np.diff(losses) < -tol)
    return int(places[0]) + 1 if places.size else -1


def first_rise__no_tolerance(losses, tol=1e-9):
    """Rounding makes a loss at rest tremble: a rise up to tol does not count."""
    places = np.flatnonzero(np.diff(losses) > 0)
    return int(places[0]) + 1 if places.size else -1


def first_rise__usual_tol(losses, tol=1e-9):
    """tol is an argument: 1e-9 is only what it usually is."""
    places = np.flatnonzero(np.diff(losses) > 1e-9)
    return int(places[0]) + 1 if places.size else -1


def first_rise__not_falling(losses, tol=1e-9):
    """A loss that stays where it is does not rise."""
    places = np.flatnonzero(np.diff(losses) >= -tol)
    return int(places[0]) + 1 if places.size else -1


def first_rise__zero_for_none(losses, tol=1e-9):
    """Without a rise -1 is wanted."""
    places = np.flatnonzero(np.diff(losses) > tol)
    return int(places[0]) + 1 if places.size else 0


def first_rise__argmax_of_none(losses, tol=1e-9):
    """argmax gives 0 where nothing is true: that case needs an answer of its own."""
    if len(losses) == 1:
        return -1
    return int(np.argmax(np.diff(losses) > tol)) + 1


def first_rise__relative(losses, tol=1e-9):
    """tol is a number of the loss itself, not a share of it: near 20 a share lets much pass."""
    for i in range(1, len(losses)):
        if losses[i] > losses[i - 1] * (1 + tol):
            return i
    return -1


def first_rise__yes_or_no(losses, tol=1e-9):
    """Where, not whether: the place of the first rise is asked for."""
    return bool(np.any(np.diff(losses) > tol))


def first_rise__the_loss(losses, tol=1e-9):
    """This is how high the loss rose; its place in the list is asked for."""
    places = np.flatnonzero(np.diff(losses) > tol)
    return float(losses[places[0] + 1]) if places.size else -1


def first_rise__second_on(losses, tol=1e-9):
    """Your walk begins one place too late: the very first step can go up already."""
    for i in range(2, len(losses)):
        if losses[i] > losses[i - 1] + tol:
            return i
    return -1


def first_rise__given_up_early(losses, tol=1e-9):
    """Your function returns -1 at the first fall, before it has seen the rest."""
    for i in range(1, len(losses)):
        if losses[i] > losses[i - 1] + tol:
            return i
        return -1
    return -1
