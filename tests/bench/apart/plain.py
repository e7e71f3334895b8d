"""The conftest.py of plain pytest: the student's files run in the process of the checks."""

from pathlib import Path

import pytest
from given import *  # noqa: F403
from given import SOLUTIONS

from autograder.inside.loader import Loader
from autograder.inside.student import Student, call_here

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def loader():
    loaded = Loader(f.name for s in SOLUTIONS for f in s.functions)
    for path in sorted((HERE / "student").glob("*.py")):
        failure = loaded.load(path.stem, path.read_bytes(), libraries=True).failure
        assert failure is None, f"{path.name}: {failure}"
    return loaded


@pytest.fixture
def student(loader):
    owner = {f.name: s.exercise for s in SOLUTIONS for f in s.functions}

    def call(name, arguments):
        return call_here(loader.function(owner[name], name), arguments, loader.files)

    return Student(call)
