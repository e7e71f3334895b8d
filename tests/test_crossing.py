"""Calls that cross before checks make them: nobody can tell, but by the time that it takes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.confinement.isolation import Isolation, open_isolation
from autograder.confinement.launcher import Launcher
from autograder.confinement.worker import Limits, Worker
from autograder.course.course import Course
from autograder.course.wrong import Version
from autograder.grading.local import with_versions
from autograder.records.record import Status
from tests.conftest import Bench, Graded
from tests.tiny import TinyCourse, make_course

CHECKS = '''\
"""Visible checks of ex01_double."""

import pytest


@pytest.mark.points("double", 1)
def test_of_three_either_way(student, expect):
    """double(3) is 6 and double(-3) is -6"""
    expect(student.double(3.0), 6.0)
    expect(student.double(-3.0), -6.0)


@pytest.mark.points("double", 1)
def test_of_what_came(student, expect):
    """what double gives can be doubled again"""
    once = student.double(1.0)
    expect(student.double(once), 4.0)


@pytest.mark.points("double", 1)
def test_of_five(student, expect):
    """double(5) is 10"""
    expect(student.double(5.0), 10.0)


@pytest.mark.points("double", 1)
def test_of_four_either_way(student, expect):
    """double(4) is 8 and double(-4) is -8"""
    expect(student.double(4.0), 8.0)
    expect(student.double(-4.0), -8.0)
'''
RANDOM_CHECKS = '''\
"""Visible checks of ex01_double: NumPy's first numbers after a seed of 0."""

import pytest


@pytest.mark.points("double", 1)
def test_of_one(student, expect):
    """the first number"""
    expect(student.double(1.0), 0.5488135)


@pytest.mark.points("double", 3)
def test_of_two(student, expect):
    """the first number, and the second"""
    expect(student.double(2.0), 0.5488135)
    expect(student.double(2.0), 0.71518937)
'''

Watch = Callable[[str], tuple[Graded, list[int]]]


class Watching:
    """Starts workers, and keeps how many calls each request asks them for."""

    def __init__(self, launcher: Launcher, asked: list[int]) -> None:
        self._launcher, self._asked = launcher, asked
        self.limits = launcher.limits

    def launch(self) -> Worker:
        worker = self._launcher.launch()
        ask = worker.ask_for_calls

        def ask_for_calls(modules: dict[str, str], calls: list[bytes], cpu: float) -> None:
            self._asked.append(len(calls))
            ask(modules, calls, cpu)

        worker.ask_for_calls = ask_for_calls  # type: ignore[method-assign, assignment]
        return worker


def watched(isolation: Isolation, asked: list[int]) -> Isolation:
    launchers: dict[str, Any] = {
        name: Watching(getattr(isolation, name), asked) for name in ("launcher", "library_launcher")
    }
    return replace(isolation, **launchers)


@pytest.fixture(scope="module")
def hasty() -> Iterator[Isolation]:
    opened = open_isolation("L2", Limits(call_cpu=0.4, load_cpu=0.5))
    yield opened
    opened.close()


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    course = make_course(tmp_path)
    course.write("solutions/ex01_double/test_visible.py", CHECKS)
    return course


@pytest.fixture
def watch(tiny: TinyCourse, hasty: Isolation) -> Watch:
    """Give what grades one version of double, and what it asked workers for."""

    def grade(definition: str) -> tuple[Graded, list[int]]:
        asked: list[int] = []
        graded = Bench(tiny.load(), watched(hasty, asked)).grade(definition)
        return graded, asked

    return grade


def statuses(graded: Graded) -> list[Status]:
    return [check.status for check in graded["double"].checks if check.visibility == "visible"]


def calls(graded: Graded) -> list[str | None]:
    return [check.detail.get("call") for check in graded["double"].checks]


def test_all_calls_of_a_function_cross_at_once(watch: Watch) -> None:
    graded, asked = watch("def double(x):\n    return np.multiply(x, 2.0)")
    assert not graded.lost
    # Visible and hidden calls of double; shift has one call of each kind.
    assert asked == [7, 1, 3, 1]


def test_a_check_that_asks_for_what_came_gets_its_answer(watch: Watch) -> None:
    graded, asked = watch("def double(x):\n    return np.multiply(x, 2.0) + 1e-9 * (x == 1)")
    assert not graded.lost
    assert asked[:8] == [7, 1, 1, 1, 1, 1, 1, 1], "one by one, once something else is asked"


def test_a_mistake_in_what_is_asked_then_is_found(watch: Watch) -> None:
    graded, _ = watch(
        "def double(x):\n    return np.multiply(x, 2.0) + 1e-9 * (x == 1) + (2 < x < 2.1)"
    )
    assert statuses(graded) == [Status.PASSED, Status.FAILED, *[Status.PASSED] * 2]
    assert calls(graded)[1] == "double(2)"


def test_a_call_that_no_check_makes_any_more_costs_nothing(watch: Watch) -> None:
    graded, _ = watch(
        "def double(x):\n"
        "    while np.ndim(x) == 0 and x == -3:\n"
        "        pass\n"
        "    return np.multiply(x, 2.0) + (np.ndim(x) == 0 and x == 3)"
    )
    assert statuses(graded) == [Status.FAILED, *[Status.PASSED] * 3]
    assert graded["double"].score == pytest.approx(4 * 7 / 8, abs=0.01)


@pytest.mark.parametrize(("wrong", "place"), [(3, 0), (4, 3)])
def test_a_check_that_fails_early_leaves_no_answer_to_the_next(
    watch: Watch, wrong: int, place: int
) -> None:
    graded, asked = watch(
        f"def double(x):\n    return np.multiply(x, 2.0) + (np.ndim(x) == 0 and x == {wrong})"
    )
    assert [status is Status.FAILED for status in statuses(graded)] == [
        number == place for number in range(4)
    ]
    assert graded.lost.keys() == {"double"}
    # Then the hidden ones; shift runs with its own double, and with the answer key's.
    assert asked == [7, 1, 3, 1]


def test_a_loop_is_told_by_the_check_that_meets_it(watch: Watch) -> None:
    graded, asked = watch(
        "def double(x):\n"
        "    while np.ndim(x) == 0 and x == 5:\n"
        "        pass\n"
        "    return np.multiply(x, 2.0)"
    )
    assert statuses(graded) == [*[Status.PASSED] * 2, *[Status.TIMED_OUT] * 2]
    assert calls(graded)[2] == "double(5)"
    assert "did not end within 0.4 s" in graded.messages("double")
    assert asked.count(7) == 1, "waited for once"


def test_random_numbers_start_alike_in_every_check(tiny: TinyCourse, isolation: Isolation) -> None:
    tiny.write("solutions/ex01_double/test_visible.py", RANDOM_CHECKS)
    tiny.write("solutions/ex01_double/test_hidden.py", '"""Hidden checks: none."""\n')
    answer = "return np.random.random()"
    tiny.change("solutions/ex01_double/solution.py", "return twice_as_much[()]", answer)
    asked: list[int] = []
    graded = Bench(tiny.load(), watched(isolation, asked)).grade(f"def double(x):\n    {answer}")
    assert statuses(graded) == [Status.PASSED] * 2
    assert asked[0] == 3


def test_all_checks_of_the_chapter_can_be_foreseen(course: Course, isolation: Isolation) -> None:
    chosen: dict[str, Version] = {version.function: version for version in course.variants()}
    asked: list[int] = []
    bench = Bench(course, watched(isolation, asked))
    graded = bench.grade(**with_versions(course, chosen.values()))
    right = {name for name in course.functions if name not in graded.lost}
    assert len(right) == len(course.functions)
    assert len(asked) == 2 * len(course.functions)
