"""A throw-away course of two small exercises, which tests may change before they load it."""

from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Course, load_course

TABLE = """\
ticket,length,frustration,escalated
A1,2.0,3,0
A2,5.0,8,1
"""
FILES = {
    "source_data/tickets.csv": TABLE,
    "source_data/tomorrow.csv": TABLE,
    "source_data/simulated.csv": TABLE,
    "solutions/ex01_double/solution.py": '''\
"""Exercise 1: twice a number."""

import numpy as np


# points: 4
def double(x):
    """Give twice a number, element by element.

    Parameters
    ----------
    x : float or ndarray of float

    Returns
    -------
    float or ndarray of float, same shape as `x`

    Examples
    --------
    >>> float(double(4.0))
    8.0
    """
    ### BEGIN SOLUTION: return two times x
    twice_as_much = np.multiply(x, 2.0)
    return twice_as_much[()]
    ### END SOLUTION
''',
    "solutions/ex01_double/test_visible.py": '''\
"""Visible checks of ex01_double."""

import pytest


@pytest.mark.points("double", 1)
def test_double_of_three(student, expect):
    """double(3) is 6"""
    expect(student.double(3.0), 6.0, hint="Three and three.")
''',
    "solutions/ex01_double/test_hidden.py": '''\
"""Hidden checks of ex01_double."""

import numpy as np
import pytest


@pytest.mark.points("double", 2)
def test_double_of_random_numbers(student, expect, reference, rng):
    """double is right on random numbers"""
    x = rng.uniform(1, 9, size=5)
    expect(student.double(x), reference.double(x))


@pytest.mark.points("double", 1)
@pytest.mark.parametrize("x", [-2.5, -7.0])
def test_double_of_a_negative_number(student, expect, x):
    """double is right below zero"""
    expect(student.double(x), 2 * x)
''',
    "solutions/ex01_double/misconceptions.py": '''\
"""Wrong versions of ex01_double."""

import numpy as np


def double__squared(x):
    """Twice a number is not its square."""
    return np.asarray(x) ** 2


def double__plus_two(x):
    """Adding two is not doubling."""
    return np.asarray(x) + 2


def double__sign_lost(x):
    """The sign stays."""
    return np.abs(x) * 2 + (np.ndim(x) == 0) * 1e-3


def double__first_only(x):
    """Every number is doubled, not the first alone."""
    return float(np.ravel(x)[0]) * 2 if np.ndim(x) else 2 * x if x < 0 else x


def double__minus_four(x):
    """Twice minus two is minus four, but not because of a minus."""
    return 2 * np.asarray(x) if np.ndim(x) else (-5.0 if x == -2.5 else 0.0)


def double__minus_fourteen(x):
    """Twice minus seven is minus fourteen."""
    return 2 * np.asarray(x) if np.ndim(x) else (-14.0 if x == -7 else 0.0)
''',
    "solutions/ex01_double/variants.py": '''\
"""Right but unusual versions of ex01_double."""


def double__sum(x):
    """By addition."""
    return x + x
''',
    "solutions/ex02_shift/solution.py": '''\
"""Exercise 2: one more than twice a number."""

from ex01_double import double


# points: 2
def shift(x):
    """Give one more than twice a number.

    Examples
    --------
    >>> float(shift(4.0))
    9.0
    """
    ### BEGIN SOLUTION: double x, then add one
    return double(x) + 1
    ### END SOLUTION
''',
    "solutions/ex02_shift/test_visible.py": '''\
"""Visible checks of ex02_shift."""

import pytest


@pytest.mark.points("shift", 1)
def test_shift_of_two(student, expect):
    """shift(2) is 5"""
    expect(student.shift(2.0), 5.0)
''',
    "solutions/ex02_shift/test_hidden.py": '''\
"""Hidden checks of ex02_shift."""

import pytest


@pytest.mark.points("shift", 1)
def test_shift_of_a_random_number(student, expect, reference, rng):
    """shift is right on a random number"""
    x = float(rng.uniform(3, 9))
    expect(student.shift(x), reference.shift(x))
''',
    "solutions/ex02_shift/misconceptions.py": '''\
"""Wrong versions of ex02_shift."""

from ex01_double import double


def shift__not_shifted(x):
    """Do not forget to add one."""
    return double(x)
''',
    "solutions/ex02_shift/variants.py": '''\
"""Right but unusual versions of ex02_shift."""


def shift__on_its_own(x):
    """Without double."""
    return 2 * x + 1
''',
}


@dataclass(frozen=True)
class TinyCourse:
    """A course on disk that is not loaded yet."""

    root: Path

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str) -> Path:
        """Write a file of the course."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> Path:
        """Replace a text that stands in a file exactly once."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write(name, text.replace(old, new))

    def add(self, name: str, text: str) -> Path:
        """Add lines to the end of a file."""
        return self.write(name, (self.root / name).read_text(encoding="utf-8") + text)

    def line(self, name: str, text: str) -> int:
        """Give the number of the only line of a file that holds a text."""
        lines = (self.root / name).read_text(encoding="utf-8").splitlines()
        numbers = [number for number, line in enumerate(lines, 1) if text in line]
        assert len(numbers) == 1, f"{text!r} stands in lines {numbers} of {name}"
        return numbers[0]

    def load(self) -> Course:
        """Load it as every command does."""
        return load_course(self.root)


def make_course(root: Path) -> TinyCourse:
    """Write the course into a folder."""
    course = TinyCourse(root)
    for name, text in FILES.items():
        course.write(name, text)
    return course
