"""Plausible wrong versions of ex12_scikit_learn, each with the sentence a student should read."""

import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from ex05_fit import fit_logistic


def sklearn_weights__usual_tol(X, y, C):
    """Close, but the library stopped early: its usual tol is 0.001 off. Ask for a tighter one."""
    model = LogisticRegression(C=C).fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__ones_as_feature(X, y, C):
    """The ones column went in as a feature, so its weight is penalised; the intercept is free."""
    model = LogisticRegression(C=C, fit_intercept=False, solver="newton-cholesky", tol=1e-10)
    return model.fit(X, y).coef_[0]


def sklearn_weights__two_intercepts(X, y, C):
    """Two intercepts: X has a column of ones, and the library adds an intercept of its own."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X, y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__intercept_overlooked(X, y, C):
    """The library keeps its intercept apart from the other weights: what is in front is 0."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X, y)
    return model.coef_[0]


def sklearn_weights__intercept_left_out(X, y, C):
    """The weights of the features alone: the intercept is missing in front."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return model.coef_[0]


def sklearn_weights__intercept_last(X, y, C):
    """The intercept comes first, as the ones do in X; yours stands at the end."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return np.append(model.coef_[0], model.intercept_)


def sklearn_weights__no_intercept(X, y, C):
    """With fit_intercept=False and no ones column there is no intercept anywhere."""
    model = LogisticRegression(C=C, fit_intercept=False, solver="newton-cholesky", tol=1e-10)
    model.fit(X[:, 1:], y)
    return np.concatenate([[0.0], model.coef_[0]])


def sklearn_weights__as_a_row(X, y, C):
    """The shape is (D,); yours has one row more around it, as the library's own weights have."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return np.hstack([model.intercept_[:, None], model.coef_])


def sklearn_weights__c_of_one(X, y, C):
    """The C that was given is not used: the library's usual one is 1."""
    model = LogisticRegression(solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__c_turned_over(X, y, C):
    """C is already what the library wants; 1 / C is our l2."""
    model = LogisticRegression(C=1 / C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__c_over_n(X, y, C):
    """The library adds the losses up and we average: l2 / n in our gradient already says so."""
    model = LogisticRegression(C=C / len(y), solver="newton-cholesky", tol=1e-10)
    model.fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__no_penalty(X, y, C):
    """Without a penalty the weights run away on these tickets; C says how strong it is."""
    model = LogisticRegression(C=np.inf, tol=1e-8, max_iter=200).fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__liblinear(X, y, C):
    """This solver penalises the intercept as well; the library's other solvers leave it free."""
    model = LogisticRegression(C=C, solver="liblinear", tol=1e-10, max_iter=5000)
    model.fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__standardised(X, y, C):
    """These weights belong to standardised features: the tickets went in as something else."""
    scaled = StandardScaler().fit_transform(X[:, 1:])
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(scaled, y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__balanced(X, y, C):
    """class_weight="balanced" counts the rare class more: that is another loss than ours."""
    model = LogisticRegression(C=C, class_weight="balanced", solver="newton-cg", tol=1e-10)
    model.fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def sklearn_weights__straight_line(X, y, C):
    """This is a straight line through the labels: take the library's logistic regression."""
    model = LinearRegression().fit(X[:, 1:], y)
    return np.append(model.intercept_, model.coef_)


def sklearn_weights__probabilities(X, y, C):
    """Probabilities came back, one a ticket; asked for are the weights behind them."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return model.predict_proba(X[:, 1:])[:, 1]


def sklearn_weights__rounded(X, y, C):
    """Do not round inside a function: whoever compares needs all the digits."""
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X[:, 1:], y)
    return np.concatenate([model.intercept_, model.coef_[0]]).round(3)


def sklearn_weights__ones_wiped_out(X, y, C):
    """Your function changes the table that it was given; work on a copy, or on a part of it."""
    X[:, 0] = 0.0
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10).fit(X, y)
    return np.append(model.intercept_, model.coef_[0, 1:])


def max_weight_gap__sign_kept(w_ours, w_sklearn):
    """A weight that is far too small is as far away as one that is far too large."""
    return np.max(w_ours - w_sklearn)


def max_weight_gap__turned_round(w_ours, w_sklearn):
    """Theirs minus ours misses the weights where ours is the larger one."""
    return np.max(w_sklearn - w_ours)


def max_weight_gap__of_sizes(w_ours, w_sklearn):
    """Take the difference first: -2 and 2 are 4 apart, though they are equally large."""
    return np.max(np.abs(np.abs(w_ours) - np.abs(w_sklearn)))


def max_weight_gap__of_largest(w_ours, w_sklearn):
    """The largest of one against the largest of the other: compare weights that belong together."""
    return abs(np.max(w_ours) - np.max(w_sklearn))


def max_weight_gap__mean(w_ours, w_sklearn):
    """A mean lets the good pairs hide the bad one: asked for is the worst."""
    return np.mean(np.abs(w_ours - w_sklearn))


def max_weight_gap__sum(w_ours, w_sklearn):
    """The differences are added up here; asked for is the largest of them."""
    return np.sum(np.abs(w_ours - w_sklearn))


def max_weight_gap__length(w_ours, w_sklearn):
    """This is the length of the difference, which mixes all pairs; asked for is the worst one."""
    return np.linalg.norm(w_ours - w_sklearn)


def max_weight_gap__squared(w_ours, w_sklearn):
    """You square the differences; a distance is in the units of the weights themselves."""
    return np.max((w_ours - w_sklearn) ** 2)


def max_weight_gap__without_intercept(w_ours, w_sklearn):
    """The intercept is a weight too, and here it is the one that runs away."""
    return np.max(np.abs(w_ours[1:] - w_sklearn[1:]))


def max_weight_gap__relative(w_ours, w_sklearn):
    """A distance in the weights' own units is asked for, not a share of their size."""
    size = np.maximum(np.abs(w_sklearn), 1e-12)
    return np.max(np.abs(w_ours - w_sklearn) / size)


def max_weight_gap__all_gaps(w_ours, w_sklearn):
    """One number is asked for; here is one a weight."""
    return np.abs(w_ours - w_sklearn)


def max_weight_gap__which(w_ours, w_sklearn):
    """This says which pair is worst, not how far apart it is."""
    return int(np.argmax(np.abs(w_ours - w_sklearn)))


def max_weight_gap__smallest(w_ours, w_sklearn):
    """The best pair proves nothing: look for the worst."""
    return np.min(np.abs(w_ours - w_sklearn))


def max_weight_gap__near_enough(w_ours, w_sklearn):
    """How far, not whether: the caller decides how much is too much."""
    return bool(np.allclose(w_ours, w_sklearn, atol=0.15))


def is_separable__no_negative_weights(X, y):
    """linprog looks among weights of 0 and more unless told otherwise: read about its bounds."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X
    return linprog(np.zeros(X.shape[1]), A_ub=rows, b_ub=-np.ones(len(y))).success


def is_separable__no_room(X, y):
    """Weights of 0 give every ticket a score of 0, and you let that pass: ask for room."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X
    found = linprog(np.zeros(X.shape[1]), A_ub=rows, b_ub=np.zeros(len(y)), bounds=(None, None))
    return found.status == 0


def is_separable__labels_as_sides(X, y):
    """Labels 1 and 0 are no sides: a 0 wipes its ticket's score out. Sides are 1 and -1."""
    rows = -np.asarray(y, dtype=float)[:, None] * X
    goal = np.zeros(X.shape[1])
    return linprog(goal, A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None)).status == 0


def is_separable__answer_turned_round(X, y):
    """Weights that exist mean yes: your answer is the opposite."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X
    found = linprog(np.zeros(X.shape[1]), A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None))
    return found.status != 0


def is_separable__weights_given(X, y):
    """True or False is asked for; the weights themselves came back."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X
    found = linprog(np.zeros(X.shape[1]), A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None))
    return found.x


def is_separable__without_intercept(X, y):
    """Without the column of ones every line must pass through the origin: leave it in."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X[:, 1:]
    goal = np.zeros(X.shape[1] - 1)
    return linprog(goal, A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None)).status == 0


def is_separable__single_feature(X, y):
    """One feature at a time misses slanted lines, which need two features together."""
    up, down = X[np.asarray(y) == 1], X[np.asarray(y) == 0]
    return bool(np.any((up.min(axis=0) > down.max(axis=0)) | (up.max(axis=0) < down.min(axis=0))))


def is_separable__first_feature_rising(X, y):
    """Only the first feature, and only upwards: other features and other directions count too."""
    return bool(X[np.asarray(y) == 1, 1].min() > X[np.asarray(y) == 0, 1].max())


def is_separable__penalised_fit(X, y):
    """A penalised fit may misjudge tickets that other weights would get right."""
    model = LogisticRegression(C=1.0).fit(X[:, 1:], y)
    return model.score(X[:, 1:], y) == 1.0


def is_separable__fit_of_a_few_steps(X, y):
    """Some steps of a fit are no proof: weights that are not found yet may still exist."""
    w = fit_logistic(X, y, lr=0.1, epochs=50)
    return bool(np.all((X @ w > 0) == (np.asarray(y) == 1)))


def is_separable__straight_line(X, y):
    """A straight line through the labels may misjudge tickets that other weights get right."""
    w = np.linalg.lstsq(X, np.asarray(y, dtype=float), rcond=None)[0]
    return bool(np.all((X @ w > 0.5) == (np.asarray(y) == 1)))


def is_separable__class_means(X, y):
    """Nearer to its own class's mean is only one way of drawing a line: try all of them."""
    up, down = X[np.asarray(y) == 1].mean(axis=0), X[np.asarray(y) == 0].mean(axis=0)
    nearer = np.sum((X - up) ** 2, axis=1) < np.sum((X - down) ** 2, axis=1)
    return bool(np.all(nearer == (np.asarray(y) == 1)))


def is_separable__boxes_apart(X, y):
    """Spans that touch in every feature prove nothing: a slanted line may pass between."""
    up, down = X[np.asarray(y) == 1, 1:], X[np.asarray(y) == 0, 1:]
    return bool(np.all((up.min(axis=0) > down.max(axis=0)) | (up.max(axis=0) < down.min(axis=0))))


def is_separable__decision_tree(X, y):
    """A tree cuts in steps and gets nearly everything right: one straight cut is asked for."""
    tree = DecisionTreeClassifier(random_state=0).fit(X, y)
    return tree.score(X, y) == 1.0


def is_separable__most_of_them(X, y):
    """Nearly all tickets on their side is not all of them."""
    model = LogisticRegression(C=1e6, solver="newton-cholesky").fit(X[:, 1:], y)
    return model.score(X[:, 1:], y) >= 0.85


# hidden only: it takes more tickets than a visible check shows
def is_separable__ninety_nine_in_a_hundred(X, y):
    """An accuracy of 0.99 is not 1: among many tickets it leaves room for one on the wrong side."""
    model = LogisticRegression(C=1e6, solver="newton-cholesky", fit_intercept=False, max_iter=300)
    return model.fit(X, y).score(X, y) >= 0.99


def is_separable__printed(X, y):
    """print shows a value to you; return hands it to the caller."""
    side = np.where(y, 1.0, -1.0)
    rows = -side[:, None] * X
    goal = np.zeros(X.shape[1])
    print(linprog(goal, A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None)).success)


def is_separable__first_column_for_ones(X, y):
    """You take the first column for the ones; use the columns as they come."""
    side = np.where(y, 1.0, -1.0)
    table = np.column_stack([np.ones(len(X)), X[:, 1:]])
    room = side[:, None] * table
    answer = linprog(
        np.zeros(table.shape[1]), A_ub=-room, b_ub=-np.ones(len(y)), bounds=(None, None)
    )
    return answer.status == 0
