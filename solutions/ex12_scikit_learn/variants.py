"""Correct but unusual versions of ex12_scikit_learn: each must keep every point."""

import itertools

import numpy as np
from scipy.optimize import linprog, minimize, nnls
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC


def sklearn_weights__lbfgs(X, y, C):
    """The usual solver with a tight tol; the weights one by one."""
    model = LogisticRegression(C=C, tol=1e-10, max_iter=10000).fit(np.delete(X, 0, axis=1), y)
    return np.array([model.intercept_[0]] + [float(c) for c in model.coef_.ravel()])


def sklearn_weights__tol_of_a_millionth(X, y, C):
    """A tol that is tight enough, and no tighter; a list comes back."""
    model = LogisticRegression(C=C, tol=1e-7, max_iter=2000)
    fitted = model.fit(X[:, 1:].copy(), np.asarray(y).astype(int))
    return list(fitted.intercept_) + list(fitted.coef_[0])


def sklearn_weights__newton_cg(X, y, C):
    """Another solver, labels as texts."""
    names = np.where(y, "escalated", "calm")
    model = LogisticRegression(C=C, solver="newton-cg", tol=1e-11, max_iter=500)
    model.fit(X[:, 1:], names)
    return np.hstack([model.intercept_, model.coef_.flatten()])


def sklearn_weights__classes_turned(X, y, C):
    """Predicts calm, and turns all signs."""
    model = LogisticRegression(C=C, tol=1e-12, max_iter=5000, solver="newton-cholesky")
    model.fit(X[:, 1:], 1 - np.asarray(y, dtype=int))
    return -np.r_[model.intercept_, model.coef_[0]]


def sklearn_weights__centred(X, y, C):
    """Centred features, the intercept put back; a small function inside."""

    def split(table):
        middle = table[:, 1:].mean(axis=0)
        return table[:, 1:] - middle, middle

    features, middle = split(X)
    model = LogisticRegression(C=C, tol=1e-11, max_iter=5000, solver="newton-cg").fit(features, y)
    slope = model.coef_[0]
    return np.append(model.intercept_ - middle @ slope, slope)


def sklearn_weights__pipeline(X, y, C):
    """A pipeline that takes the ones away."""
    without = FunctionTransformer(lambda table: table[:, 1:])
    fit = LogisticRegression(C=C, tol=1e-12, max_iter=10000, solver="newton-cholesky")
    pipe = make_pipeline(without, fit).fit(X, y)
    return np.concatenate([pipe[-1].intercept_, pipe[-1].coef_[0]])


def sklearn_weights__scipy(X, y, C):
    """SciPy's minimiser on the penalised loss."""
    label = np.asarray(y, dtype=float)
    free = np.append(0.0, np.ones(X.shape[1] - 1))

    def loss(w):
        z = X @ w
        value = np.sum(np.logaddexp(0, z) - label * z) + np.sum(free * w**2) / (2 * C)
        slope = X.T @ (0.5 * (1 + np.tanh(z / 2)) - label) + free * w / C
        return value / len(label), slope / len(label)

    start = np.zeros(X.shape[1])
    return minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9}).x


def sklearn_weights__newton(X, y, C):
    """Newton's method by hand."""
    w = np.zeros(X.shape[1])
    pull = np.eye(X.shape[1]) / C
    pull[0, 0] = 0
    for _ in range(60):
        p = 1 / (1 + np.exp(-(X @ w)))
        slope = X.T @ (p - y) + pull @ w
        w = w - np.linalg.solve((X.T * (p * (1 - p))) @ X + pull, slope)
    return w


def max_weight_gap__builtin(w_ours, w_sklearn):
    """The built-in max over pairs."""
    return max(abs(float(a) - float(b)) for a, b in zip(w_ours, w_sklearn, strict=True))


def max_weight_gap__norm(w_ours, w_sklearn):
    """The norm of infinity."""
    return np.linalg.norm(np.subtract(w_ours, w_sklearn), ord=np.inf)


def max_weight_gap__extremes(w_ours, w_sklearn):
    """The larger of the highest and minus the lowest difference, as a 0-d array."""
    gaps = w_ours - w_sklearn
    return np.array(max(gaps.max(), -gaps.min()))


def max_weight_gap__square_root(w_ours, w_sklearn):
    """The square root of the largest square."""
    return float(np.sqrt(np.max((w_ours - w_sklearn) ** 2)))


def max_weight_gap__loop(w_ours, w_sklearn):
    """A loop that keeps the worst so far."""
    worst = 0.0
    for place in range(w_ours.size):
        gap = w_ours[place] - w_sklearn[place]
        if gap < 0:
            gap = -gap
        if gap > worst:
            worst = gap
    return worst


def max_weight_gap__sorted(w_ours, w_sklearn):
    """The last of the sorted distances, in longer floats."""
    return sorted(np.abs(w_ours.astype(np.longdouble) - w_sklearn).tolist())[-1]


def is_separable__widest_room(X, y):
    """Maximises the room with bounded weights; NumPy's bool."""
    side = 2 * np.asarray(y, dtype=float) - 1
    n, size = X.shape
    goal = np.zeros(size + 1)
    goal[-1] = -1.0
    rows = np.hstack([-side[:, None] * X, np.ones((n, 1))])
    bounds = [(-1, 1)] * size + [(None, 1)]
    room = linprog(goal, A_ub=rows, b_ub=np.zeros(n), bounds=bounds)
    return np.bool_(-room.fun > 1e-7)


def is_separable__two_lists(X, y):
    """Conditions written row by row, escalated tickets first."""
    conditions, limits = [], []
    for row, label in zip(X.tolist(), y.tolist(), strict=True):
        if label:
            conditions.append([-value for value in row])
        else:
            conditions.append(row)
        limits.append(-1)
    free = [(None, None) for _ in range(X.shape[1])]
    found = linprog([0] * X.shape[1], conditions, limits, bounds=free)
    return found.success


def is_separable__positive_parts(X, y):
    """Weights as differences of positive parts, with linprog's own bounds."""
    side = np.where(np.asarray(y) == 1, -1.0, 1.0)[:, None]
    rows = np.hstack([side * X, -side * X])
    cost = np.ones(rows.shape[1])
    return int(linprog(cost, A_ub=rows, b_ub=-np.ones(len(X)), method="highs-ds").status == 0)


def is_separable__hulls(X, y):
    """Separable where no mixture of escalated tickets is one of the others."""
    yes = np.asarray(y).astype(bool)
    up, down = X[yes], X[~yes]
    both = np.vstack([up, -down]).T
    equal = np.vstack([both, np.append(np.ones(len(up)), np.zeros(len(down)))])
    wanted = np.append(np.zeros(X.shape[1]), 1.0)
    return not linprog(np.zeros(len(X)), A_eq=equal, b_eq=wanted, bounds=(0, None)).success


def is_separable__hulls_by_least_squares(X, y):
    """The distance between the hulls by non-negative least squares."""
    side = np.where(y, 1.0, -1.0)
    system = np.vstack([(side[:, None] * X).T, np.ones(len(X))])
    _, rest = nnls(system, np.append(np.zeros(X.shape[1]), 1.0))
    return rest > 1e-6


def is_separable__perceptron(X, y):
    """The perceptron, which ends where the tickets are separable."""
    side = np.where(y, 1, -1)
    w = np.zeros(X.shape[1])
    for _ in range(150):
        wrong = 0
        for row, sign in zip(X, side, strict=True):
            if sign * (row @ w) <= 0:
                w = w + sign * row
                wrong += 1
        if not wrong:
            return True
    return False


def is_separable__library_perceptron(X, y):
    """scikit-learn's perceptron, every ticket asked in the end."""
    model = Perceptron(fit_intercept=False, max_iter=2000, tol=None, shuffle=False).fit(X, y)
    z = model.decision_function(X)
    return bool(np.all(z[np.asarray(y) == 1] > 0) and np.all(z[np.asarray(y) == 0] < 0))


def is_separable__support_vectors(X, y):
    """A support vector machine that is nearly hard."""
    # Each ticket and its mirror image: the plane between them goes through the origin.
    both = np.vstack([X, -X]) / np.abs(X).max()
    sides = np.append(np.asarray(y) > 0, np.asarray(y) <= 0)
    model = SVC(kernel="linear", C=1e6, max_iter=8000).fit(both, sides)
    return model.score(both, sides) == 1.0


def is_separable__huge_c(X, y):
    """A fit with hardly any penalty, every ticket asked in the end; 1 or 0."""
    model = LogisticRegression(
        C=1e6, solver="newton-cholesky", tol=1e-10, max_iter=500, fit_intercept=False
    )
    z = model.fit(X, y).decision_function(X)
    return 1 if np.all((z > 0) == (np.asarray(y) > 0)) else 0


def is_separable__relaxation(X, y):
    """Steps towards the first condition that is not met."""
    rows = X * np.where(y, 1.0, -1.0)[:, None]
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    w = rows.mean(axis=0)
    for _ in itertools.repeat(None, 1500):
        worst = np.argmin(rows @ w)
        if rows[worst] @ w > 0:
            return True
        w = w + rows[worst]
    return False
