"""What checks are given under another tool: everything but `student`; copied beside the checks."""

import os
import random
from pathlib import Path

import numpy as np
import pytest

from autograder.course.answers import Reference, load_answers
from autograder.course.data import TABLES, load_table, printed_model_on
from autograder.course.expect import Expect
from autograder.course.markers import read_solution
from autograder.course.seed import Seed

KIT = Path(os.environ["BENCH_KIT"])
SOLUTIONS = [read_solution(path) for path in sorted(KIT.glob("solutions/ex*/solution.py"))]


def pytest_configure(config):
    config.addinivalue_line("markers", "points(function, weight): what a check is worth")
    config.addinivalue_line("markers", "limit(cpu): seconds of CPU that a call may take")


def _table(name):
    return load_table(KIT / "source_data" / f"{name}.csv")


@pytest.fixture
def tickets():
    return _table(TABLES[0])


@pytest.fixture
def tomorrow():
    return _table(TABLES[1])


@pytest.fixture
def simulated():
    return _table(TABLES[2])


@pytest.fixture
def printed_model(tickets):
    return printed_model_on(tickets)


@pytest.fixture
def expect():
    return Expect()


@pytest.fixture(scope="session")
def reference():
    return Reference(load_answers(SOLUTIONS))


@pytest.fixture
def rng(request):
    """Draw what grading draws: a check's inputs depend on its exercise and its name."""
    exercise = Path(request.function.__code__.co_filename).parent.name
    name = request.node.name.removeprefix(f"test_{exercise}__")
    for mark in ("[student_code]", "student_code-", "-student_code"):
        name = name.replace(mark, "")
    return Seed(os.environ["BENCH_SEED"]).generator(exercise, name)


@pytest.fixture(autouse=True)
def generators():
    random.seed(0)
    np.random.seed(0)
