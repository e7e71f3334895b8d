"""What checks compare with: values within a tolerance, and a reference that mixes up no calls."""

import itertools
from typing import Any

import numpy as np
import pytest

from autograder.course.answers import Reference
from autograder.course.expect import RELATIVE, CheckFailed, Expect

SPECIAL = [0.0, -0.0, 1.0, 1.0 + 1e-10, 1.0 + 5e-7, 1.0 + 2e-6, 1e9, 1e9 + 0.5, 1e9 + 2.0, 1e-300]
SPECIAL += [np.inf, -np.inf, np.nan, 1.7e308, -1.7e308]


def passes(came: object, wanted: object) -> bool:
    try:
        Expect()(came, wanted)
    except CheckFailed:
        return False
    return True


@pytest.mark.parametrize("wanted", SPECIAL)
def test_numbers_are_as_close_as_numpy_finds_them(wanted: float) -> None:
    with np.errstate(all="ignore"):
        close = {
            came: np.allclose(came, wanted, rtol=RELATIVE, atol=1e-6, equal_nan=True)
            for came in SPECIAL
        }
    assert {came: passes(came, wanted) for came in SPECIAL} == close
    assert {came: passes(np.float64(came), wanted) for came in SPECIAL} == close
    assert passes(wanted, wanted)


@pytest.mark.parametrize("seed", range(20))
def test_arrays_are_as_close_as_numpy_finds_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    wanted = rng.choice(SPECIAL, size=(3, 2))
    changed = np.where(rng.random((3, 2)) < 0.2, rng.choice(SPECIAL, size=(3, 2)), wanted)
    with np.errstate(all="ignore"):
        close = np.allclose(changed, wanted, rtol=RELATIVE, atol=1e-6, equal_nan=True)
    assert passes(changed, wanted) == close
    assert passes(wanted.copy(), wanted)


def test_the_reference_tells_all_arguments_apart() -> None:
    arguments = [
        *(1, 1.0, True, -0.0, 0.0, "1", [1], (1,), [[1]], {"a": 1}, np.float64(1), np.int64(1)),
        *(np.ones(4), np.ones((2, 2)), np.ones((4, 1)), np.ones(4, dtype=int), -np.zeros(4)),
        *(np.zeros(4), np.ones(4, dtype=np.float32), np.arange(4.0), np.arange(4.0)[::-1]),
        *([np.ones(4)], np.array(1.0), {"array": ["<f8", [4]]}, np.ones(0), np.ones((0, 2))),
    ]
    reference = Reference({"told": lambda *args, **kwargs: repr((args, kwargs))})
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        (pair, {}) for pair in itertools.product(arguments, repeat=2)
    ]
    calls += [
        ((first,), {"second": second}) for first, second in itertools.product(arguments, repeat=2)
    ]
    for _ in range(2):
        for args, kwargs in calls:
            assert reference.told(*args, **kwargs) == repr((args, kwargs))


def test_what_the_reference_gave_is_given_again_however_it_was_changed() -> None:
    made = []

    def ones(n: int) -> np.ndarray:
        made.append(n)
        return np.ones(n)

    reference = Reference({"ones": ones})
    reference.ones(3)[:] = 7
    assert reference.ones(3).tolist() == [1, 1, 1]
    assert made == [3]
