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
from autograder.course.seed import Seed
from autograder.course.wrong import Version
from autograder.grading.crossing import Asked, Astray, Crossing
from autograder.grading.fixtures import Fixtures
from autograder.grading.foresight import Foresight
from autograder.grading.local import LocalKey, with_versions
from autograder.inside.student import Arguments
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

        def ask_for_calls(modules: dict[str, str], calls: list[bytes]) -> None:
            self._asked.append(len(calls))
            ask(modules, calls)

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


def test_what_can_be_foreseen_crosses_together(watch: Watch) -> None:
    graded, asked = watch("def double(x):\n    return np.multiply(x, 2.0)")
    assert not graded.lost
    # Of the second check both calls alone; then shift, and the hidden checks of both.
    assert asked == [2, 1, 1, 3, 1, 3, 1]


def test_a_check_that_asks_for_what_came_gets_its_answer(watch: Watch) -> None:
    graded, asked = watch("def double(x):\n    return np.multiply(x, 2.0) + 1e-9 * (x == 1)")
    assert not graded.lost
    assert asked == [2, 1, 1, 3, 1, 3, 1]


def test_a_mistake_in_what_is_asked_then_is_found(watch: Watch) -> None:
    graded, _ = watch(
        "def double(x):\n    return np.multiply(x, 2.0) + 1e-9 * (x == 1) + (2 < x < 2.1)"
    )
    assert statuses(graded) == [Status.PASSED, Status.FAILED, *[Status.PASSED] * 2]
    assert calls(graded)[1] == "double(2)"


STOLEN = """
def double(x):
    import sys
    frame = sys._getframe()
    while "calls" not in frame.f_locals.get("request", {}):
        frame = frame.f_back
    given = [call["args"][0] for call in frame.f_locals["request"]["calls"]]
    plain = [value["s"][1] if type(value) is dict else value for value in given]
    right = [value for value in plain if type(value) is float and abs(value - 2 * x) < 1e-6]
    return right[0] if right else 0.0
"""


def test_no_answer_of_the_answer_key_is_among_what_is_sent(watch: Watch) -> None:
    """Code that looks ahead finds inputs; not even the second check has told it one answer."""
    graded, _ = watch(STOLEN)
    assert Status.PASSED not in statuses(graded)


def test_what_is_sent_ahead_is_what_is_asked_of_all(tiny: TinyCourse) -> None:
    """A place, a shape or a count that came is an answer too."""
    bodies = {
        "the same": "student.double(3.0); student.double(4.0)",
        "a value": "student.double(student.double(3.0))",
        "rounded": "student.double(round(float(student.double(3.0))))",
        "a sum": "student.double(student.double(np.ones(3)).sum())",
        "a place": "student.double(np.argmax(student.double(np.array([1.0, 3.0, 2.0]))))",
        "an order": "student.double(np.argsort(student.double(np.array([1.0, 3.0, 2.0]))))",
        "a comparison": "student.double(float(student.double(3.0) > 1))",
    }
    tests = ["import numpy as np\nimport pytest\n"]
    for number, (title, body) in enumerate(bodies.items()):
        tests.append(
            f"@pytest.mark.points('double', 1)\ndef test_{number}(student):\n"
            f'    """{title}"""\n    {body}\n'
        )
    tiny.write("solutions/ex01_double/test_visible.py", "\n\n".join(tests))
    course = tiny.load()
    foresight = Foresight(LocalKey(course), Fixtures(course, Seed("tests")))
    visible = [c for c in course.checks_of("double") if c.visibility == "visible"]
    assert [c.title for c in visible if foresight.segments([c])] == ["the same"]


def test_no_more_crosses_together_than_a_worker_should_hold(
    tiny: TinyCourse, isolation: Isolation, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, asked = tiny.load(), list[int]()
    (call, *_) = Asked.all_of(course.checks[0], [("double", Arguments([-3.0], {}))])
    monkeypatch.setattr("autograder.grading.foresight._MOST", 2 * len(call.data))
    graded = Bench(course, watched(isolation, asked)).grade("def double(x):\n    return x * 2.0")
    assert not graded.lost
    # Two fit together; of the fourth visible check both, but not the third with them.
    assert asked[:5] == [2, 1, 1, 1, 2]


def test_no_hidden_input_is_there_while_visible_checks_run(course: Course) -> None:
    """In a worker that has lost functions repaired both kinds run, one after the other."""
    foresight = Foresight(LocalKey(course), Fixtures(course, Seed("tests")))
    for name in ("sigmoid", "gradient"):
        segments = foresight.segments(course.checks_of(name))
        kinds = [{asked.check.visibility for asked in segment} for segment in segments]
        assert kinds == [{"visible"}, {"hidden"}]


STATE = {
    "a call that loops": "    while np.ndim(x) == 0 and x == -3:\n        pass\n",
    "a call that ends Python": "    import os\n    if np.ndim(x) == 0 and x == -3:\n"
    "        os._exit(1)\n",
    "a call that changes what others do": "    if np.ndim(x) == 0 and x == -3:\n"
    "        np.multiply = np.add\n",
    "a call that takes the memory": "    if np.ndim(x) == 0 and x == -3:\n"
    "        np.hog = np.zeros(10**8)\n    np.zeros(4 * 10**7)\n",
}


@pytest.mark.parametrize("change", STATE.values(), ids=STATE.keys())
def test_a_call_that_no_check_makes_any_more_costs_nothing(watch: Watch, change: str) -> None:
    graded, _ = watch(
        f"def double(x):\n{change}    return np.multiply(x, 2.0) + (np.ndim(x) == 0 and x == 3)"
    )
    assert statuses(graded) == [Status.FAILED, *[Status.PASSED] * 3]
    assert graded.lost == {"double": pytest.approx(4 * 7 / 8)}


def test_nor_does_one_in_the_last_check_to_the_next_function(watch: Watch) -> None:
    change = STATE["a call that changes what others do"].replace("-3", "-4")
    graded, asked = watch(
        f"def double(x):\n{change}    return np.multiply(x, 2.0) + (np.ndim(x) == 0 and x == 4)"
    )
    assert [status is Status.FAILED for status in statuses(graded)] == [False] * 3 + [True]
    assert graded.lost.keys() == {"double"}
    assert asked == [2, 1, 1, 3, 1, 3, 1], "nothing was asked twice"


def test_a_stub_is_asked_once(watch: Watch) -> None:
    graded, asked = watch("def double(x):\n    raise NotImplementedError")
    assert graded["double"].status is Status.NOT_ATTEMPTED
    assert asked[0] == 1


SLOW_CHECKS = '''\
"""Visible checks of ex01_double: one takes its time, but not the student's."""

import pytest


@pytest.mark.points("double", 1)
def test_of_one(student, expect):
    """double(1) is 2"""
    expect(student.double(1.0), 2.0)
    sum(range(90_000_000))


@pytest.mark.points("double", 1)
def test_of_two(student, expect):
    """double(2) is 4"""
    expect(student.double(2.0), 4.0)


@pytest.mark.points("double", 1)
def test_of_three(student, expect):
    """double(3) is 6"""
    expect(student.double(3.0), 6.0)
'''
BUSY = """
import time
def double(x):
    begin = time.process_time()
    while np.ndim(x) == 0 and time.process_time() < begin + {seconds}.get(x, 0.0):
        pass
    return np.multiply(x, 2.0)
"""


@pytest.mark.parametrize(
    ("seconds", "late"),
    [({2.0: 0.5}, [False, True, True]), ({2.0: 0.25, 3.0: 0.25}, [False] * 3)],
    ids=["one too slow", "two slow ones"],
)
def test_a_limit_is_that_of_one_call_however_long_a_check_takes(
    tiny: TinyCourse, hasty: Isolation, seconds: dict[float, float], late: list[bool]
) -> None:
    """The worker goes on while the check takes its time."""
    tiny.write("solutions/ex01_double/test_visible.py", SLOW_CHECKS)
    graded = Bench(tiny.load(), hasty).grade(BUSY.format(seconds=seconds))
    assert [status is Status.TIMED_OUT for status in statuses(graded)] == late


def test_a_limit_is_that_of_one_call_however_many_there_are(
    tiny: TinyCourse, hasty: Isolation
) -> None:
    seconds = dict.fromkeys([3.0, -3.0, 5.0, 4.0, -4.0], 0.25)
    graded = Bench(tiny.load(), hasty).grade(BUSY.format(seconds=seconds))
    assert not graded.lost


class Echo:
    """Stands for a worker: every reply is the number of the call."""

    def __init__(self) -> None:
        self.calls = 0

    def ask_for_calls(self, modules: dict[str, str], calls: list[bytes]) -> None:
        """Take them."""

    def reply(self, cpu: float) -> dict[str, Any]:
        self.calls += 1
        return {"value": self.calls}


def test_what_is_astray_stays_so_whoever_keeps_it_to_himself(tiny: TinyCourse) -> None:
    first, second = tiny.load().checks_of("double")[:2]
    one, two = (Arguments([number], {}) for number in (1, 2))
    of_second = Asked.all_of(second, [("double", one)] * 2)
    foreseen = [*Asked.all_of(first, [("double", one)]), *of_second]
    echo: Any = Echo()
    crossing = Crossing(echo, {}, 1.0, [foreseen])
    assert crossing.call(first, "double", one).value == 1
    for arguments in (two, one):
        with pytest.raises(Astray):
            crossing.call(second, "double", arguments)
    with pytest.raises(Astray):
        crossing.finish()


def test_a_call_of_the_check_before_is_not_taken_for_this_one_s(tiny: TinyCourse) -> None:
    first, second = tiny.load().checks_of("double")[:2]
    one = Arguments([1], {})
    of_second = Asked.all_of(second, [("double", one)])
    foreseen = [*Asked.all_of(first, [("double", one)] * 2), *of_second]
    echo: Any = Echo()
    crossing = Crossing(echo, {}, 1.0, [foreseen])
    crossing.call(first, "double", one)
    with pytest.raises(Astray):
        crossing.call(second, "double", one)


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
    assert asked[:5] == [2, 1, 1, 3, 1], "waited for once"


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
