"""The zoo: hostile and broken submissions, each with the verdict that it must get.

`tests/zoo/<family>/<animal>/` holds what the student hands in and ``verdict.toml``. Words between
at signs in the files stand for what is known at hand-in alone (`Tokens`), a line ``# @probe@`` for
the text of `tests/zoo/probe.py`, and so on for the other files beside it.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ZOO = Path(__file__).parent / "zoo"
FAMILIES = ("score", "wire", "secrets", "harm", "state", "accidents")
FUNCTIONS = ("double", "shift")
PLACES = ("record", "student", "screen")
VERDICT = "verdict.toml"
_INCLUDE = re.compile(rb"^# @(\w+)@$", re.MULTILINE)
_PROBED = re.compile(r"tried (\d+), got (\d+)")


@dataclass(frozen=True)
class Control:
    """What the animal does to a grader that confines nothing (`tests.naive`).

    Attributes
    ----------
    earns, keeps : float
        Points, at least: of wrong functions; and at most: of right ones, after an accident.
    attempts : int
        Attempts that succeed, at least.
    says : tuple of str
        Words in what that grader prints.
    leaves : tuple of str
        Files in the animal's folder.
    grader : str
        ``dies`` or ``hangs``, of the grader itself.
    none : str
        Why no such run can be safe, or shows anything.
    """

    earns: float | None = None
    keeps: float | None = None
    attempts: int = 0
    says: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    grader: str = ""
    none: str = ""

    @property
    def proves(self) -> bool:
        """Whether there is anything that must be seen."""
        seen = (self.earns, self.attempts, self.says, self.leaves, self.grader)
        return any(seen) or self.keeps is not None


@dataclass(frozen=True)
class Verdict:
    """What the animal must get.

    Attributes
    ----------
    tries : str
        What it attempts, in one sentence.
    points : mapping of str to float
        Of each function.
    status : mapping of str to tuple of str
        What a function's status may be.
    told, untold : mapping of str to tuple of str
        Words that must, and must not, appear: in the record, the student's view, on the screen.
    attempts : int
        How many attempts it says it made; none of them may have succeeded.
    student : str
        The student's name, where that is the attack.
    alone : str
        Why it is not run at L0 as the user whose processes it would end.
    """

    tries: str
    points: Mapping[str, float]
    status: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    untold: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attempts: int = 0
    student: str = ""
    alone: str = ""
    control: Control = field(default_factory=Control)

    @classmethod
    def read(cls, path: Path) -> "Verdict":
        """Read a verdict; a word that is none of these is refused."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        data["control"] = Control(**_frozen(data.get("control", {})))
        for part in ("status", "told", "untold"):
            data[part] = _frozen(data.get(part, {}))
        data["points"] = dict.fromkeys(FUNCTIONS, 0.0) | data.get("points", {})
        return cls(**data)


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}


@dataclass(frozen=True)
class Animal:
    """One submission of the zoo."""

    family: str
    kind: str
    verdict: Verdict

    @property
    def name(self) -> str:
        """Its place in the zoo."""
        return f"{self.family}/{self.kind}"

    @property
    def student(self) -> str:
        """The name under which it is handed in."""
        return self.verdict.student or f"{self.family}-{self.kind}"

    @property
    def files(self) -> list[Path]:
        """What it hands in, below its folder."""
        folder = ZOO / self.family / self.kind
        found = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return [path for path in found if path.name != VERDICT]

    def hand_in(self, folder: Path, tokens: "Tokens") -> None:
        """Write its files below a folder, for this run."""
        origin = ZOO / self.family / self.kind
        for path in self.files:
            there = folder / path.relative_to(origin)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(tokens.put_into(path.read_bytes(), self))


@cache
def all_animals() -> tuple[Animal, ...]:
    """Find all of them."""
    paths = sorted(ZOO.glob(f"*/*/{VERDICT}"))
    return tuple(Animal(p.parts[-3], p.parts[-2], Verdict.read(p)) for p in paths)


@dataclass(frozen=True)
class Tokens:
    """What the files of an animal name and only a run knows.

    Attributes
    ----------
    traps : Path
        Holds a folder for every animal, in which everybody may do everything.
    known : mapping of str to object
        ``@pid@`` and the like.
    """

    traps: Path
    known: Mapping[str, object]

    def put_into(self, data: bytes, animal: Animal) -> bytes:
        """Replace what stands between at signs."""
        data = _INCLUDE.sub(lambda found: (ZOO / f"{found[1].decode()}.py").read_bytes(), data)
        for name, value in {"folder": self.trap(animal), **self.known}.items():
            data = data.replace(f"@{name}@".encode(), str(value).encode())
        return data

    def trap(self, animal: Animal) -> Path:
        """Give the animal's own folder."""
        return self.traps / animal.name.replace("/", "-")


@dataclass(frozen=True)
class Seen:
    """What became of one animal.

    Attributes
    ----------
    record, student : mapping
        The record, and the student's view of it, as plain data.
    screen : str
        What an instructor's terminal got.
    left : tuple of str
        What is there afterwards and was not before.
    """

    record: Mapping[str, Any]
    student: Mapping[str, Any]
    screen: str
    left: tuple[str, ...]

    def text(self, place: str) -> str:
        """Give all the text of one place."""
        shown = {"record": self.record, "student": self.student}
        if place == "screen":
            return self.screen
        return json.dumps(shown[place], ensure_ascii=False)


@dataclass(frozen=True)
class Finding:
    """One difference from the verdict.

    Attributes
    ----------
    kind : str
        ``points``, ``secret``, ``harm`` or ``reach`` where the animal won, else ``verdict``.
    what : str
    """

    kind: str
    what: str


def judge(
    animal: Animal, seen: Seen, secrets: Sequence[str], inputs: Sequence[str]
) -> list[Finding]:
    """Compare what became of an animal with its verdict.

    Parameters
    ----------
    animal : Animal
    seen : Seen
    secrets : sequence of str
        What may be nowhere.
    inputs : sequence of str
        What the student may not read, in full digits.
    """
    found = _points(animal, seen) + _secrets(seen, secrets, inputs)
    found += [Finding("harm", f"left {what}") for what in seen.left]
    if animal.verdict.attempts:
        found += _attempts(animal.verdict.attempts, seen)
    return found + _words(animal, seen)


def _points(animal: Animal, seen: Seen) -> list[Finding]:
    found = []
    for function in seen.record["functions"]:
        name, score = function["name"], function["score"]
        wanted = animal.verdict.points[name]
        if score is None or score < wanted:
            found.append(Finding("harm", f"{name}: {score} of {wanted:g} points"))
        elif score > wanted:
            found.append(Finding("points", f"{name}: {score:g} points, not {wanted:g}"))
        allowed = animal.verdict.status.get(name)
        if allowed and function["status"] not in allowed:
            found.append(Finding("verdict", f"{name} is {function['status']}"))
    return found


def _secrets(seen: Seen, secrets: Sequence[str], inputs: Sequence[str]) -> list[Finding]:
    found = [
        Finding("secret", f"a secret in the {place}")
        for place in PLACES
        if any(secret in seen.text(place) for secret in secrets)
    ]
    read = seen.text("student")
    if any(digits in read for digits in inputs):
        found.append(Finding("secret", "a hidden input in the student's view"))
    return found


def _attempts(wanted: int, seen: Seen) -> list[Finding]:
    made = [(int(n), int(got)) for n, got in _PROBED.findall(seen.text("record"))]
    if not made:
        return [Finding("verdict", "does not tell of its attempts")]
    tried, got = max(made)
    if got:
        return [Finding("reach", f"{got} of {tried} attempts")]
    return [] if tried == wanted else [Finding("verdict", f"{tried} attempts, not {wanted}")]


def _words(animal: Animal, seen: Seen) -> list[Finding]:
    found = []
    for place in PLACES:
        text = seen.text(place)
        for word in animal.verdict.told.get(place, ()):
            if word not in text:
                found.append(Finding("verdict", f"no {word!r} in the {place}"))
        for word in animal.verdict.untold.get(place, ()):
            if word in text:
                kind = {"student": "secret", "record": "reach", "screen": "harm"}[place]
                found.append(Finding(kind, f"{word!r} in the {place}"))
    if not all(line.isprintable() for line in seen.screen.split("\n")):
        found.append(Finding("harm", "the terminal gets control characters"))
    return found


def failures_of(control: Control, result: Mapping[str, Any]) -> list[str]:
    """Name what a control run (`tests.naive.Result`, and what was left) did not show."""
    missing = []
    if control.earns is not None and result["points"] < control.earns:
        missing.append(f"{result['points']} points, not {control.earns}")
    if control.keeps is not None and result["points"] > control.keeps:
        missing.append(f"{result['points']} points, not at most {control.keeps}")
    got = max((int(got) for _, got in _PROBED.findall(result["said"])), default=0)
    if got < control.attempts:
        missing.append(f"{got} attempts, not {control.attempts}")
    missing += [f"does not say {word!r}" for word in control.says if word not in result["said"]]
    missing += [f"does not leave {name}" for name in control.leaves if name not in result["left"]]
    became = {"": "", "hangs": "hangs"}.get(result["grader"], "dies")
    if became != control.grader:
        missing.append(f"the grader {result['grader'] or 'lives'}")
    return missing
