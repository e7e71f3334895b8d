"""Runs every check against the answer key: type `pytest solutions`."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from autograder.course.answers import Reference, load_answers
from autograder.course.markers import read_solution
from autograder.course.seed import Seed
from autograder.selfcheck.plugin import *  # noqa: F403  (fixtures and hooks)
from autograder.selfcheck.results import Graded

HERE = Path(__file__).parent
SOLUTIONS = [read_solution(path) for path in sorted(HERE.glob("ex*/solution.py"))]


@pytest.fixture(scope="session")
def graded() -> Mapping[str, Graded]:
    """Say which functions are graded."""
    return {
        f.name: Graded(f.exercise, f.points, 0.0, libraries=True, parameters=())
        for s in SOLUTIONS
        for f in s.functions
    }


@pytest.fixture(scope="session")
def exercise_files() -> Mapping[str, Path]:
    """Say where the solutions are."""
    return {solution.exercise: solution.path for solution in SOLUTIONS}


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Say where the data are."""
    return HERE.parent / "source_data"


@pytest.fixture(scope="session")
def reference() -> Reference:
    """Give the answer key's functions."""
    return Reference(load_answers(SOLUTIONS))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Give a generator seeded by the check's name."""
    return Seed("pytest solutions").generator(request.path.parent.name, request.node.name)
