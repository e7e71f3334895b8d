"""One kind of worker of one submission: loads its files, serves checks, replaces itself.

V runs visible checks with the student's own functions and is the only source
of text that a student sees. H runs with lost functions repaired. O runs hidden
checks with the student's own functions.
"""

import base64
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from ..confinement.launcher import Launcher
from ..confinement.worker import Limits, Worker, WorkerEnded
from ..course.checks import Check
from ..course.course import Course
from ..inside.calls import Outcome
from ..inside.loader import decode_source
from ..inside.student import Arguments, Student
from ..records.errors import GraderFault
from ..records.record import Status
from .checking import Verdict, called, run_check
from .crossing import Asked, Astray, Crossing
from .fixtures import Fixtures
from .foresight import Foresight

_INTERRUPT_SHARE = 0.8
_LOADS_IN_ALL = 12


@dataclass(frozen=True)
class File:
    """A module to load: a source of the submission, or an empty one for a missing file."""

    module: str
    aliases: tuple[str, ...]
    data: bytes
    libraries: bool = False
    by_cell: bool = False

    @cached_property
    def text(self) -> str:
        """The source, however it is encoded."""
        return decode_source(self.data)[0]


@dataclass
class Plan:
    """How a submission is loaded, as V found it; every later worker keeps to it.

    Attributes
    ----------
    files : tuple of File
        In the chapter's order.
    whole : dict of str to bool
        Whether a module's statements are all run, or its definitions alone.
    owners : dict of str to str
        The module whose definition of a function counts.
    homes : dict of str to str
        The module in which others look for a function.
    stubs : set of str
        Functions of which nothing but the stub is there.
    spent : float
        Seconds of CPU that loading took so far, in all workers.
    """

    files: tuple[File, ...]
    whole: dict[str, bool]
    owners: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    stubs: set[str] = field(default_factory=set)
    spent: float = 0.0
    _needed: dict[str, list[File]] = field(default_factory=dict)

    def names_in(self, file: File) -> tuple[set[str], set[str]]:
        """Give the functions that others look for in a file, and those that count there."""
        home = {name for name, module in self.homes.items() if module == file.module}
        owned = {name for name, module in self.owners.items() if module == file.module}
        return home, owned

    def settled(self, file: File, replaced: Mapping[str, object]) -> bool:
        """Tell whether a file that was surveyed can be run as it is, with nothing put in."""
        home, owned = self.names_in(file)
        return self.whole[file.module] and home <= owned and owned.isdisjoint(replaced)

    def needed_for(self, name: str) -> list[File]:
        """Give the files to load for a function: its own, and the earlier ones that they name."""
        home = self.owners[name]
        if home not in self._needed:
            self._needed[home] = self.with_named({home})
        return self._needed[home]

    def with_named(self, modules: Collection[str]) -> list[File]:
        """Give the files of modules, and the earlier ones that they name, directly or not."""
        needed: list[File] = []
        for file in reversed(self.files):
            names = (file.module, *file.aliases)
            if file.module in modules or any(n in other.text for other in needed for n in names):
                needed.append(file)
        return needed[::-1]


class Stage:
    """Runs a function's checks in workers of one kind.

    Parameters
    ----------
    course : Course
    launcher : Launcher
    fixtures : Fixtures
    foresight : Foresight
    plan : Plan
    worker : Worker, optional
        One that has loaded some files already.
    loaded : iterable of str
        The modules of those.
    """

    def __init__(
        self,
        course: Course,
        launcher: Launcher,
        fixtures: Fixtures,
        foresight: Foresight,
        plan: Plan,
        worker: Worker | None = None,
        loaded: Iterable[str] = (),
    ) -> None:
        self._course, self._launcher, self._fixtures = course, launcher, fixtures
        self._foresight, self._plan = foresight, plan
        self._crossing: Crossing | None = None
        self._replaced: dict[str, str | None] = {}
        self._worker = worker
        self._loaded = set(loaded)
        self._served: set[str] = set()
        self.seconds: dict[str, float] = {}  # by check, its runs together

    def replace(self, replaced: Mapping[str, str | None]) -> None:
        """Let functions be replaced from now on, by the reference or by one that refuses.

        Parameters
        ----------
        replaced : mapping of str to (str or None)
            None stands for the reference, a sentence for a refusal with it.
        """
        if dict(replaced) != self._replaced:
            self._replaced = dict(replaced)
            self.close()

    def close(self) -> None:
        """End the worker; the next check starts a new one."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None

    def run(self, function: str, checks: Sequence[Check]) -> dict[str, Verdict]:
        """Run a function's checks; a failure that may be another's fault is confirmed alone.

        It is confirmed by all of its checks anew: who answers otherwise in every
        process would pass each check in another one.

        Returns
        -------
        dict of str to Verdict
            By the check's name.
        """
        verdicts = self._run_once(function, checks)
        shared = bool(self._served - {function})
        killed = any(v.ended and v.status is Status.MEMORY for v in verdicts.values())
        # A machine that is short of memory ends whom it likes, whoever took it.
        if killed or (shared and _worth_confirming(verdicts)):
            self.close()
            verdicts = self._run_once(function, checks)
        return verdicts

    def _run_once(self, function: str, checks: Sequence[Check]) -> dict[str, Verdict]:
        """Run checks with what can be foreseen sent ahead; where that leads astray, without."""
        stub = function in self._plan.stubs  # its first answer is the last that counts
        try:
            return self._run_with(
                function, checks, [] if stub else self._foresight.segments(checks)
            )
        except Astray:
            self.close()
            return self._run_with(function, checks, [])

    def _run_with(
        self, function: str, checks: Sequence[Check], foreseen: Sequence[Sequence[Asked]]
    ) -> dict[str, Verdict]:
        verdicts: dict[str, Verdict] = {}
        self._crossing = None
        for check in checks:
            student = Student(partial(self._call, check))
            begin = time.perf_counter()
            try:
                # Not before: the first check has to answer for files that cannot be loaded.
                self._crossing = self._crossing or self._begin(function, foreseen)
                verdicts[check.name] = run_check(check, student, self._fixtures)
            except Astray:
                raise
            except WorkerEnded as end:
                self.close()
                sentence = f"{function} {end.sentence}"
                verdicts[check.name] = Verdict(end.status, sentence, called(student), ended=True)
                not_run = replace(verdicts[check.name], detail={})
                return verdicts | {c.name: not_run for c in checks if c.name not in verdicts}
            except GraderFault as problem:
                self.close()
                fault = Verdict(Status.GRADER_FAULT, str(problem))
                return verdicts | {c.name: fault for c in checks if c.name not in verdicts}
            finally:
                spent = time.perf_counter() - begin
                self.seconds[check.name] = self.seconds.get(check.name, 0.0) + spent
            if verdicts[check.name].status is Status.NOT_ATTEMPTED and len(verdicts) == 1:
                not_run = replace(verdicts[check.name], detail={})
                verdicts |= {c.name: not_run for c in checks if c is not check}
                break
        if self._crossing is not None and not self._crossing.finish():
            self.close()
        return verdicts

    def _begin(self, function: str, foreseen: Sequence[Sequence[Asked]]) -> Crossing:
        """Have a worker that is ready for a function's calls."""
        worker = self._ready(function)
        modules = self._plan.homes | self._plan.owners
        return Crossing(worker, modules, self._launcher.limits.call_cpu, foreseen)

    def _call(self, check: Check, name: str, arguments: Arguments) -> Outcome:
        assert self._crossing is not None
        return self._crossing.call(check, name, arguments)

    def _ready(self, function: str) -> Worker:
        """Give a worker that loaded all that the function needs."""
        if self._worker is None or not self._worker.alive:
            self._worker = self._launcher.launch()
            self._loaded, self._served = set(), set()
            references = [name for name, sentence in self._replaced.items() if sentence is None]
            prepare(self._worker, self._course, references)
        for file in self._plan.needed_for(function):
            if file.module not in self._loaded:
                plan, replaced = self._plan, self._replaced
                settled = plan.settled(file, replaced)
                load(self._worker, self._launcher.limits, plan, file, replaced, settled)
                self._loaded.add(file.module)
        self._served.add(function)
        return self._worker


def _worth_confirming(verdicts: Mapping[str, Verdict]) -> bool:
    statuses = {verdict.status for verdict in verdicts.values()}
    settled = {Status.PASSED, Status.TIMED_OUT, Status.NOT_ATTEMPTED}
    return Status.TIMED_OUT not in statuses and bool(statuses - settled)


def prepare(worker: Worker, course: Course, references: Sequence[str]) -> None:
    """Tell a fresh worker the graded names, and the text of final references.

    Raises
    ------
    GraderFault
        Where the worker ends: no student code has run in it yet.
    """
    try:
        worker.ask(
            "prepare",
            cpu=5.0,
            graded=list(course.functions),
            reference=course.answers.text(references) if references else "",
        )
    except WorkerEnded as end:
        raise GraderFault(
            f"a worker ended before it held student code: it {end.sentence}"
        ) from None


def load(
    worker: Worker,
    limits: Limits,
    plan: Plan,
    file: File,
    replaced: Mapping[str, str | None],
    at_once: bool = False,
) -> Any:
    """Let a worker load one file, with what takes the place of replaced functions.

    Parameters
    ----------
    at_once : bool
        Whether to do without the report, for a file that `Plan.settled` says that of.

    Returns
    -------
    object
        The worker's own report: a student's word, to be read with care.

    Raises
    ------
    WorkerEnded
        Also where the files of this submission took too long to load in all: every
        function that is lost makes them load once more.
    """
    home, owned = plan.names_in(file)
    whole = plan.whole[file.module]
    cpu = limits.load_cpu
    if plan.spent > _LOADS_IN_ALL * cpu:
        in_all = f"was not run: loading took more than {_LOADS_IN_ALL * cpu:g} s in all"
        raise WorkerEnded(Status.TIMED_OUT, in_all)
    before = worker.cpu_used
    plan.spent += cpu  # what it may take; what it took, once that is known
    reply = worker.ask(
        "load",
        cpu=cpu,
        module=file.module,
        aliases=list(file.aliases),
        data=base64.b64encode(file.data).decode("ascii"),
        whole=whole,
        libraries=file.libraries,
        interrupt=0 if whole else cpu * _INTERRUPT_SHARE,
        at_once=at_once,
        bind={name: replaced[name] for name in sorted((home | owned) & set(replaced))},
        standins={
            name: replaced.get(name, f"{name} is missing in {file.module}.py")
            for name in sorted(home if not at_once else ())
        },
    )
    plan.spent += worker.cpu_used - before - cpu
    return reply.get("loaded")
