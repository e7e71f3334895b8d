"""Hidden checks of ex09_cost: run when graded, never shipped."""

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
        p = np.minimum(np.maximum(np.rint(rng.normal(38 + 22 * y, 20)), 1), 99) / 100
        t = float(p[rng.integers(n)])
        flagged = p >= t
        counts = set(np.bincount(2 * y + flagged, minlength=4).tolist())
        if len(counts - {0}) == 4 and np.count_nonzero(flagged != (p >= 0.5)) > 1:
            return y, p, t


def draw_choice(rng, n, k, cost_fn=120, cost_fp=18):
    """Labels, probabilities, and k thresholds of which one alone is the cheapest.

    It is neither the first nor the last, nor the one nearest to the rule, and other wishes
    choose others: best F1, most right answers, fewest misses, fewest false alarms, the
    lowest cost at exchanged prices.
    """
    while True:
        y, p, on = draw(rng, n)
        rest = [float(t) for t in rng.permutation(np.arange(3, 97))[: k - 1] / 100]
        thresholds = [*rest[:1], on, *rest[1:]]
        flagged = p >= np.array(thresholds)[:, None]
        misses, alarms = (y & ~flagged).sum(axis=1), ((1 - y) & flagged).sum(axis=1)
        hits = y.sum() - misses
        costs = cost_fn * misses + cost_fp * alarms
        cheapest = np.flatnonzero(costs == costs.min())
        if len(cheapest) > 1 or cheapest[0] in (0, k - 1):
            continue
        wishes = (
            -2 * hits / (2 * hits + misses + alarms),
            misses + alarms,
            misses,
            alarms,
            cost_fp * misses + cost_fn * alarms,
            abs(np.array(thresholds) - cost_fp / (cost_fn + cost_fp)),
        )
        if all(wish[cheapest[0]] > wish.min() for wish in wishes):
            return y, p, thresholds


def a_winner(reference, y, p, thresholds, prices, came):
    """What came where it is one of the cheapest, else one of those."""
    costs = [reference.expected_cost(y, p, t, *prices) for t in thresholds]
    pairs = zip(thresholds, costs, strict=True)
    winners = [t for t, cost in pairs if cost < min(costs) + 1e-6]
    return next((t for t in winners if np.ndim(came) == 0 and came == t), winners[0])


@pytest.mark.points("expected_cost", 3)
@pytest.mark.parametrize("n", [30, 80])
def test_cost_of_random_tickets(student, expect, reference, rng, n):
    """expected_cost is right on random tickets at the chapter's prices"""
    y, p, t = draw(rng, n)
    expect(student.expected_cost(y, p, t), reference.expected_cost(y, p, t))
    assert not student.changed


@pytest.mark.points("expected_cost", 3)
@pytest.mark.parametrize("n", [25, 60])
def test_cost_at_random_prices(student, expect, reference, rng, n):
    """expected_cost is right on random tickets at random prices"""
    y, p, t = draw(rng, n)
    cost_fn, cost_fp = float(rng.uniform(50, 90)), float(rng.uniform(3, 9))
    expect(
        student.expected_cost(y, p, t, cost_fn, cost_fp),
        reference.expected_cost(y, p, t, cost_fn, cost_fp),
        atol=1e-6,
    )
    expect(
        student.expected_cost(y, p, t, cost_fp=cost_fn, cost_fn=cost_fp),
        reference.expected_cost(y, p, t, cost_fp=cost_fn, cost_fn=cost_fp),
        atol=1e-6,
    )


@pytest.mark.points("expected_cost", 2)
@pytest.mark.parametrize(
    ("t", "prices"), [(0.65, (120, 18)), (0.2, (10, 1)), (0.4, (0, 4)), (0.9, (55, 0))]
)
def test_cost_of_tomorrow_in_detail(student, expect, reference, tomorrow, t, prices):
    """expected_cost is right on tomorrow's tickets, also where one kind of mistake costs nothing"""
    p = tomorrows(tomorrow)
    expect(
        student.expected_cost(tomorrow.y, p, t, *prices),
        reference.expected_cost(tomorrow.y, p, t, *prices),
    )
    expect(
        student.expected_cost(tomorrow.y, p, 0.35, 9, 2),
        reference.expected_cost(tomorrow.y, p, 0.35, 9, 2),
    )


@pytest.mark.points("expected_cost", 2)
@pytest.mark.parametrize("t", [0.0, 1.0])
def test_cost_at_the_ends(student, expect, reference, t):
    """expected_cost is right where all or hardly any tickets are flagged"""
    y, p = np.array([0, 1, 1, 0, 0, 1, 0]), np.array([0.4, 1.0, 0.7, 0.0, 0.3, 0.6, 0.2])
    expect(student.expected_cost(y, p, t), reference.expected_cost(y, p, t))


@pytest.mark.points("expected_cost", 1)
@pytest.mark.parametrize("label", [0, 1])
def test_cost_with_one_class(student, expect, reference, label):
    """expected_cost is right where all tickets have the same label"""
    y, p = np.full(6, label), np.array([0.25, 0.9, 0.5, 0.4, 0.3, 0.8])
    expect(student.expected_cost(y, p, 0.45), reference.expected_cost(y, p, 0.45))
    expect(student.expected_cost(y, p, 0.25), reference.expected_cost(y, p, 0.25))
    expect(student.expected_cost(y, p, 0.95), reference.expected_cost(y, p, 0.95))


@pytest.mark.points("expected_cost", 2)
def test_cost_with_boolean_labels(student, expect, reference, rng):
    """expected_cost takes labels that are True and False"""
    y, p, t = draw(rng, 40)
    labels = y == 1
    expect(student.expected_cost(labels, p, t), reference.expected_cost(labels, p, t))


@pytest.mark.points("expected_cost", 1)
@pytest.mark.parametrize("t", [0.25, 0.5])
def test_cost_of_the_simulated_table(student, expect, reference, simulated, t):
    """expected_cost is right for 2,000 tickets"""
    p = simulateds(simulated)
    expect(
        student.expected_cost(simulated.y, p, t),
        reference.expected_cost(simulated.y, p, t),
        atol=1e-6,
    )


@pytest.mark.points("best_threshold_by_cost", 3)
@pytest.mark.parametrize(("n", "k"), [(50, 8), (90, 12)])
def test_cheapest_of_random_tickets(student, expect, reference, rng, n, k):
    """best_threshold_by_cost finds the cheapest threshold at the chapter's prices"""
    y, p, thresholds = draw_choice(rng, n, k)
    came = student.best_threshold_by_cost(y, p, thresholds)
    expect(came, a_winner(reference, y, p, thresholds, (120, 18), came), atol=1e-9)
    assert not student.changed


@pytest.mark.points("best_threshold_by_cost", 2)
@pytest.mark.parametrize(("cost_fn", "cost_fp"), [(70, 20), (12.5, 30)])
def test_cheapest_at_given_prices(student, expect, reference, rng, cost_fn, cost_fp):
    """best_threshold_by_cost finds the cheapest threshold at other prices"""
    y, p, thresholds = draw_choice(rng, 60, 9, cost_fn, cost_fp)
    came = student.best_threshold_by_cost(y, p, thresholds, cost_fn=cost_fn, cost_fp=cost_fp)
    expect(came, a_winner(reference, y, p, thresholds, (cost_fn, cost_fp), came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
@pytest.mark.parametrize("thresholds", [(0.4, 0.2, 0.66), (0.97, 0.36, 0.6, 0.65, 0.1)])
def test_cheapest_of_equals(student, expect, reference, tickets, printed_model, thresholds):
    """best_threshold_by_cost gives one of several equally cheap thresholds"""
    p, given = printed_model.p, list(thresholds)
    came = student.best_threshold_by_cost(tickets.y, p, given)
    expect(came, a_winner(reference, tickets.y, p, given, (120, 18), came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
@pytest.mark.parametrize(
    "thresholds", [(0.2, 0.35, 0.5, 0.65), (0.8, 0.65, 0.5, 0.2), (0.8,), (0.5, 0.65, 0.35)]
)
def test_cheapest_in_order(student, expect, reference, tomorrow, thresholds):
    """best_threshold_by_cost finds the cheapest at either end of a list and in the middle"""
    p, given = tomorrows(tomorrow), list(thresholds)
    came = student.best_threshold_by_cost(tomorrow.y, p, given)
    expect(came, a_winner(reference, tomorrow.y, p, given, (120, 18), came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
@pytest.mark.parametrize("dear", [10, 25000])
def test_cheapest_of_the_dear(student, expect, reference, rng, dear):
    """best_threshold_by_cost does not mind how large the costs are"""
    y, p, thresholds = draw_choice(rng, 80, 10)
    prices = (12 * dear, 1.8 * dear)
    came = student.best_threshold_by_cost(y, p, thresholds, *prices)
    expect(came, a_winner(reference, y, p, thresholds, prices, came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
def test_cheapest_on_the_threshold(student, expect, reference):
    """best_threshold_by_cost counts a ticket that lies exactly on a threshold as flagged"""
    y, p = np.array([1, 0, 1, 0, 0, 1]), np.array([0.4, 0.3, 0.6, 0.2, 0.35, 0.7])
    given = [0.7, 0.25, 0.4, 0.6]
    came = student.best_threshold_by_cost(y, p, given)
    expect(came, a_winner(reference, y, p, given, (120, 18), came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
def test_cheapest_with_boolean_labels(student, expect, reference, rng):
    """best_threshold_by_cost takes labels that are True and False"""
    y, p, thresholds = draw_choice(rng, 50, 8)
    labels = y == 1
    came = student.best_threshold_by_cost(labels, p, thresholds)
    expect(came, a_winner(reference, labels, p, thresholds, (120, 18), came), atol=1e-9)


@pytest.mark.points("best_threshold_by_cost", 1)
@pytest.mark.parametrize(("cost_fn", "cost_fp"), [(120, 18), (120, 60), (40, 50)])
def test_cheapest_of_many_tickets(student, expect, reference, simulated, cost_fn, cost_fp):
    """best_threshold_by_cost finds the cheapest threshold for 2,000 tickets"""
    p, given = simulateds(simulated), [0.5, 0.125, 0.25, 0.16, 0.2, 0.27, 0.4, 0.55, 0.43, 0.65]
    prices = (cost_fn, cost_fp)
    came = student.best_threshold_by_cost(simulated.y, p, given, *prices)
    expect(came, a_winner(reference, simulated.y, p, given, prices, came), atol=1e-9)
