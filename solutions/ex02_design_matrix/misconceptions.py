"""Plausible wrong versions of ex02_design_matrix, each with the sentence a student should read."""

import numpy as np

from ex01_sigmoid import sigmoid


def add_intercept__ones_last(X_raw):
    """The ones belong in front: the first weight is the intercept everywhere in this chapter."""
    return np.column_stack([X_raw, np.ones(len(X_raw))])


def add_intercept__zeros(X_raw):
    """A column of zeros switches the intercept off: 0 times w0 is 0 for every ticket."""
    return np.column_stack([np.zeros(len(X_raw)), X_raw])


def add_intercept__row_on_top(X_raw):
    """You added a row, which would be one more ticket; a feature is a column."""
    return np.vstack([np.ones(X_raw.shape[1]), X_raw])


def add_intercept__one_added_to_all(X_raw):
    """Adding 1 changes every feature; the ones are a column of their own beside them."""
    return X_raw + 1


def add_intercept__first_feature_lost(X_raw):
    """The ones replaced the first feature; the design matrix is one column wider than X_raw."""
    X = np.array(X_raw)
    X[:, 0] = 1
    return X


def add_intercept__flattened(X_raw):
    """The table became one long row: NumPy joins flat unless it is told along which axis."""
    return np.insert(X_raw, 0, 1.0)


def add_intercept__transposed(X_raw):
    """Tickets are rows and features are columns; your table lies on its side."""
    return np.column_stack([np.ones(len(X_raw)), X_raw]).T


def add_intercept__eight_rows(X_raw):
    """Your function counts on eight tickets; ask X_raw how many rows it has."""
    return np.hstack([np.ones((8, 1)), X_raw])


def add_intercept__two_features(X_raw):
    """Your function counts on two features; take all the columns that X_raw has."""
    return np.column_stack([np.ones(len(X_raw)), X_raw[:, 0], X_raw[:, 1]])


def add_intercept__whole_numbers(X_raw):
    """The digits after the point are gone: your new array holds whole numbers only."""
    X = np.ones((X_raw.shape[0], X_raw.shape[1] + 1), dtype=int)
    X[:, 1:] = X_raw
    return X


# hidden only: a rare habit, copied from another library's option
def add_intercept__skipped_if_constant(X_raw):
    """A feature that happens to be 1 on every row is still a feature: always add the column."""
    if np.any(np.all(X_raw == 1, axis=0)):
        return X_raw
    return np.column_stack([np.ones(len(X_raw)), X_raw])


def add_intercept__argument_centred(X_raw):
    """The features are to stay as they are: you moved each to mean 0, in the caller's array."""
    X_raw -= X_raw.mean(axis=0)
    return np.column_stack([np.ones(len(X_raw)), X_raw])


def linear_score__not_added_up(X, w):
    """You multiplied each column by its weight; now add up along each row."""
    return X * w


def linear_score__added_down_the_columns(X, w):
    """You added down the columns, over the tickets; a score adds up along one ticket's row."""
    return (X * w).sum(axis=0)


def linear_score__all_added_up(X, w):
    """You added up everything into one number; each row has a score of its own."""
    return np.sum(X * w)


def linear_score__wrong_way_round(X, w):
    """The order matters in a matrix product: the weights must meet the columns of X."""
    return w @ X


def linear_score__averaged(X, w):
    """A score is the sum of column times weight, not their mean."""
    return np.mean(X * w, axis=1)


def linear_score__already_squeezed(X, w):
    """These are probabilities already; the score is what goes into the sigmoid."""
    return sigmoid(X @ w)


def linear_score__intercept_left_out(X, w):
    """The intercept is missing: the column of ones and w[0] belong to the sum too."""
    return X[:, 1:] @ w[1:]


def linear_score__intercept_twice(X, w):
    """The intercept is counted twice: the column of ones already brings it in."""
    return X @ w + w[0]


def linear_score__intercept_last(X, w):
    """The first weight is the intercept, not the last: weights and columns go in the same order."""
    return X[:, 1:] @ w[:-1] + w[-1]


def linear_score__weights_ignored(X, w):
    """The weights never come in: this is the plain sum of each row."""
    return X.sum(axis=1)


def linear_score__three_columns(X, w):
    """Your function counts on three columns; D may be any number from 2 on."""
    return w[0] * X[:, 0] + w[1] * X[:, 1] + w[2] * X[:, 2]


def linear_score__column(X, w):
    """The values are right but stand in a column (n, 1); scores have the shape (n,)."""
    return X @ w.reshape(-1, 1)


def linear_score__squeezed_shape(X, w):
    """For a single row the result must stay an array of shape (1,): squeeze removes too much."""
    return np.squeeze(X @ w.reshape(-1, 1))


def linear_score__first_row_only(X, w):
    """Your function is done after the first row: is the return inside the loop?"""
    return np.array([X[0] @ w])


def linear_score__argument_overwritten(X, w):
    """Your function changes the matrix that it was given: the next call finds other tickets."""
    X *= w
    return X.sum(axis=1)


def linear_score__printed(X, w):
    """print shows a value to you; return hands it to the caller."""
    print(X @ w)


def predict_proba__score_only(X, w):
    """These are the scores; a probability is what the sigmoid makes of them."""
    return X @ w


def predict_proba__of_class_zero(X, w):
    """This is the probability of not being escalated: look at the sign of the score."""
    return sigmoid(-(X @ w))


def predict_proba__two_columns(X, w):
    """Two columns, one a class, is scikit-learn's form; here only class 1 is asked for."""
    p = sigmoid(X @ w)
    return np.column_stack([1 - p, p])


def predict_proba__yes_or_no(X, w):
    """This is a decision, 0 or 1; asked for is the probability before any threshold."""
    return (X @ w >= 0).astype(float)


def predict_proba__clipped_score(X, w):
    """Cutting the score off at 0 and 1 is not the sigmoid: the curve bends everywhere."""
    return np.clip(X @ w, 0, 1)


def predict_proba__sigmoid_of_features(X, w):
    """The sigmoid comes last: first the weighted sum of a row, then squeeze that one number."""
    return sigmoid(X) @ w


def predict_proba__sigmoid_of_each_product(X, w):
    """Add up along the row before you squeeze: the sigmoid of a sum is no mean of sigmoids."""
    return sigmoid(X * w).mean(axis=1)


def predict_proba__squeezed_twice(X, w):
    """The sigmoid is applied twice: what comes out can then never fall under 0.5."""
    return sigmoid(sigmoid(X @ w))


def predict_proba__intercept_left_out(X, w):
    """The intercept is missing: the column of ones and w[0] belong to the score too."""
    return sigmoid(X[:, 1:] @ w[1:])


def predict_proba__shared_out(X, w):
    """These add up to 1 over the tickets; each ticket has a probability of its own."""
    z = X @ w
    share = np.exp(z - z.max())
    return share / share.sum()


def predict_proba__mean_of_all(X, w):
    """One probability per row: the tickets must not become one number."""
    return np.mean(sigmoid(X @ w))


def predict_proba__column(X, w):
    """The values are right but stand in a column (n, 1); probabilities have the shape (n,)."""
    return sigmoid(X @ w.reshape(-1, 1))


def predict_proba__rounded(X, w):
    """Do not round inside a function: the next one needs all the digits."""
    return np.round(sigmoid(X @ w), 3)


def predict_proba__wrong_way_round(X, w):
    """The order matters in a matrix product: the weights must meet the columns of X."""
    return sigmoid(w @ X)


def predict_proba__turned_if_it_fits(X, w):
    """A square X fits both ways, so the shapes cannot tell you the order: rows are tickets."""
    if X.shape[0] == len(w):
        return sigmoid(w @ X)
    return sigmoid(X @ w)


def predict_proba__squeezed_shape(X, w):
    """For a single row the result must stay an array of shape (1,): squeeze removes too much."""
    return np.squeeze(sigmoid(X @ w.reshape(-1, 1)))


def predict_proba__overflow_to_nan(X, w):
    """For a large score, e^z is inf and inf / inf is nan; your sigmoid already deals with that."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(X @ w) / (1 + np.exp(X @ w))


def predict_proba__argument_overwritten(X, w):
    """Your function changes the matrix that it was given: the next call finds other tickets."""
    X *= w
    return sigmoid(X.sum(axis=1))


def predict_proba__printed(X, w):
    """print shows a value to you; return hands it to the caller."""
    print(sigmoid(X @ w))
