"""Finds out how a submission loads and where its functions are, in a V worker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..confinement.launcher import Launcher
from ..confinement.worker import Limits, Worker, WorkerEnded
from ..course.advice import nearly_named, other_order
from ..course.course import Course
from ..inside.calls import StudentError
from ..inside.loader import decode_source
from ..records.record import Status
from ..submission.student_files import Submission
from .crossing import read_error
from .stage import File, Plan, load, prepare

_SLOW_SHARE = 0.3  # every worker pays it again


@dataclass
class Survey:
    """What loading a submission showed.

    Attributes
    ----------
    plan : Plan
    absent : dict of str to (Status, str)
        Functions that cannot be run, with the cause and a sentence.
    notes : list of str
        On the files.
    function_notes : dict of str to list of str
        On single functions.
    left_out : set of str
        Modules that cannot be loaded at all.
    before : Survey or None
        The one whose findings are kept.
    loaded : set of str
        Modules that the worker has loaded.
    reports : dict of str to dict
        What the worker told of each module.
    killed : set of str
        Modules under which the system ended a worker once, which may be anybody's fault.
    worker : Worker or None
        The worker that loaded everything, ready for the visible checks.
    """

    plan: Plan
    absent: dict[str, tuple[Status, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    function_notes: dict[str, list[str]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    before: "Survey | None" = None
    loaded: set[str] = field(default_factory=set)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    killed: set[str] = field(default_factory=set)
    worker: Worker | None = None

    @classmethod
    def failed(cls, course: Course, submission: Submission, why: str) -> "Survey":
        """Give the survey of a submission that the grader could not look at."""
        absent = dict.fromkeys(course.functions, (Status.GRADER_FAULT, why))
        return cls(_first_plan(course, submission, course.exercises), absent)

    def known(self) -> dict[str, dict[str, Any]]:
        """Give the earlier reports on files that are still to be run as they were then."""
        if self.before is None:
            return {}
        earlier, whole = self.before, self.plan.whole
        same = [file for file in self.plan.files if file in earlier.plan.files]
        settled = {f.module for f in same if whole[f.module] and earlier.plan.settled(f, {})}
        return {module: earlier.reports[module] for module in settled & earlier.reports.keys()}


def survey(
    course: Course,
    launcher: Launcher,
    submission: Submission,
    exercises: Sequence[str],
    before: Survey | None = None,
) -> Survey:
    """Load a submission as whole as it can be loaded.

    Parameters
    ----------
    course : Course
    launcher : Launcher
    submission : Submission
    exercises : sequence of str
        Those to load, in the chapter's order.
    before : Survey, optional
        An earlier one, of the first of these exercises, whose findings are kept.
    """
    plan = _first_plan(course, submission, exercises)
    result = Survey(plan, before=before)
    if before is not None:
        plan.whole |= before.plan.whole
        result.left_out |= before.left_out
        plan.files = tuple(_emptied(f) if f.module in before.left_out else f for f in plan.files)
    wanted = [f.name for f in course.functions.values() if f.exercise in exercises]
    if before is None or _mentions(submission, set(wanted) - set(before.plan.homes)):
        _load_until_it_holds(course, launcher, result)
    # Else there is no text of these functions: not worth a worker.
    handed_in = {exercise for source in submission.sources for exercise in source.exercises}
    for name in wanted:
        _place(name, course, result, handed_in)
    return result


def _mentions(submission: Submission, names: Iterable[str]) -> bool:
    texts = [decode_source(source.data)[0] for source in submission.sources]
    return any(name in text for text in texts for name in names)


def _first_plan(course: Course, submission: Submission, exercises: Sequence[str]) -> Plan:
    files = []
    homes = {name: f.exercise for name, f in course.functions.items() if f.exercise in exercises}
    sources = {exercise: s for s in submission.sources for exercise in s.exercises}
    for exercise in exercises:
        source = sources.get(exercise)
        libraries = exercise in course.library_exercises
        if source is None:
            files.append(File(exercise, (), b"", libraries))
        elif source.module == exercise or source.exercises[0] == exercise:
            aliases = tuple(name for name in source.exercises if name != source.module)
            libraries = bool(course.library_exercises.intersection(source.exercises, exercises))
            by_cell = source.cells is not None
            files.append(File(source.module, aliases, source.data, libraries, by_cell))
    for source in submission.sources:
        if not source.exercises:
            libraries = bool(course.library_exercises.intersection(exercises))
            by_cell = source.cells is not None
            files.append(File(source.module, (), source.data, libraries, by_cell))
    for name in homes:
        function = course.functions[name]
        if function.exercise in sources:
            homes[name] = sources[function.exercise].module
    return Plan(tuple(files), {file.module: True for file in files}, homes=homes)


def _load_until_it_holds(course: Course, launcher: Launcher, result: Survey) -> None:
    """Load what is not known, starting over with definitions alone where a file fails whole."""
    plan = result.plan
    while True:
        worker = launcher.launch()
        prepare(worker, course, [])
        result.reports, result.loaded = result.known(), set()
        new = {file.module for file in plan.files if file.module not in result.reports}
        needed = plan.with_named(new)
        for index, file in enumerate(plan.files):
            if file not in needed or file.module in result.left_out:
                continue
            if not _load_one(worker, launcher.limits, index, file, result):
                worker.close()
                break
        else:
            result.worker = worker
            return


def _load_one(
    worker: Any,
    limits: Limits,
    index: int,
    file: File,
    result: Survey,
) -> bool:
    """Load one file; False where the plan had to be changed and everything starts over."""
    plan = result.plan
    known = file.module in result.reports
    was_whole = plan.whole[file.module]
    spent = plan.spent
    try:
        report = load(worker, limits, plan, file, {}, at_once=known)
        if type(report) is not dict:
            raise WorkerEnded(Status.CRASHED, "answered with something that is no report")
    except WorkerEnded as end:
        if end.status is Status.MEMORY and file.module not in result.killed:
            result.killed.add(file.module)
        elif was_whole:
            plan.whole[file.module] = False
            result.notes.append(
                f"{file.module}.py: code outside the functions {end.sentence}; "
                "loaded by its definitions alone"
            )
        else:
            _leave_out(index, file, end, result)
        return False
    if was_whole and plan.spent - spent > _SLOW_SHARE * limits.load_cpu:
        plan.whole[file.module] = False
        result.notes.append(
            f"{file.module}.py: code outside the functions takes long; "
            "loaded by its definitions alone"
        )
        return False
    failure = read_error(report.get("failure"))
    if failure is not None:
        plan.whole[file.module] = False
        result.notes.append(
            f"{file.module}.py: {_tell(failure, file)}; loaded by its definitions alone"
        )
        return False
    result.loaded.add(file.module)
    result.reports.setdefault(file.module, report)
    if type(report.get("note")) is str and report["note"]:
        result.notes.append(f"{file.module}.py: {report['note'][:200]}")
    return True


def _leave_out(index: int, file: File, end: WorkerEnded, result: Survey) -> None:
    plan = result.plan
    sentence = f"{file.module}.py cannot be loaded: it {end.sentence}"
    result.notes.append(sentence)
    result.left_out.add(file.module)
    plan.files = (*plan.files[:index], _emptied(file), *plan.files[index + 1 :])
    for name, home in plan.homes.items():
        if home == file.module:
            result.absent[name] = (end.status, sentence)


def _emptied(file: File) -> File:
    return replace(file, data=b"")


def _tell(error: StudentError, file: File) -> str:
    if file.by_cell:
        return str(error)
    return str(error).replace(f"({file.module}.py:", "(line ")


def _place(
    name: str,
    course: Course,
    result: Survey,
    handed_in: set[str],
) -> None:
    """Decide which module's definition of a function counts."""
    plan, reports = result.plan, result.reports
    home, exercise = plan.homes[name], course.functions[name].exercise
    found = {module: _definition(report, name) for module, report in reports.items()}
    written = [module for module, stub in found.items() if stub is False]
    notes = result.function_notes.setdefault(name, [])
    if found.get(home) is False:
        plan.owners[name] = home
    elif written:
        plan.owners[name] = written[0]
        notes.append(f"found in {written[0]}.py; it belongs into {home}.py")
    elif found.get(home) is True:
        plan.owners[name] = home
        plan.stubs.add(name)
    if name in plan.owners:
        result.absent.pop(name, None)
        if name in _names(reports[plan.owners[name]].get("twice")):
            notes.append("defined more than once: the last definition counts")
        found_in = _names(reports[plan.owners[name]]["defined"][name][2])
        notes += filter(None, [other_order(found_in, course.parameters(name))])
        return
    broken = [error for report in reports.values() if (error := _broken(report, name))]
    if broken:
        result.absent[name] = (Status.SYNTAX_ERROR, str(broken[0]))
    elif name not in result.absent:
        where = f"not found in {home}.py" if exercise in handed_in else f"{home}.py is missing"
        result.absent[name] = (Status.MISSING, where)
        others = [other for r in reports.values() for other in _names(r.get("others"))]
        notes += filter(None, [nearly_named(name, others)])


def _definition(report: dict[str, Any], name: str) -> bool | None:
    """Give whether a module's definition is still the stub, None where it has none."""
    defined = report.get("defined")
    entry = defined.get(name) if type(defined) is dict else None
    if type(entry) is not list or len(entry) != 3:
        return None
    return entry[1] is True


def _broken(report: dict[str, Any], name: str) -> StudentError | None:
    broken = report.get("broken")
    return read_error(broken.get(name)) if type(broken) is dict else None


def _names(data: Any) -> list[str]:
    return [item for item in data if type(item) is str] if type(data) is list else []
