"""The commands as a person runs them: statuses, streams, files, and surroundings that are odd."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.demo import make_class
from autograder.cli import demo, grade
from autograder.cli.main import COMMANDS, main
from autograder.confinement.isolation import open_isolation
from autograder.confinement.launcher import ZygoteLauncher
from autograder.course.course import Course
from autograder.course.seed import FILE_NAME
from tests.readme import stories
from tests.tiny import FILES, TinyCourse, make_course

DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
COMMAND = [sys.executable, "-m", "autograder"]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path / "course")


@pytest.fixture
def school(tiny: TinyCourse) -> Path:
    """A class folder inside the course: one right, one wrong, one empty-handed."""
    for name, double in (("ada", DOUBLE), ("ben", DOUBLE.replace("2.0)", "3.0)"))):
        tiny.write(f"class/{name}/ex01_double.py", double)
        tiny.write(f"class/{name}/ex02_shift.py", SHIFT)
    (tiny / "class/cem").mkdir()
    tiny.write("class/README.txt", "hand in here")
    return tiny / "class"


def run(
    *words: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    prefix: tuple[str, ...] = (),
    **more: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a command the way a shell does; nothing may ever end in a traceback."""
    done = subprocess.run(
        [*prefix, *COMMAND, *map(str, words)],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
        **more,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr, done.stderr
    return done


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# --- grade ------------------------------------------------------------------------------------


def test_a_graded_class_is_a_table_and_status_0_whatever_the_scores(school: Path) -> None:
    done = run("grade", school, cwd=school)
    assert done.returncode == 0
    rows = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.strip()}
    assert rows["ada"][-1] == "6.00"
    assert rows["ben"][-1] == "2.00"
    assert rows["cem"][-1] == "0.00"
    assert "isolation L3" in done.stdout
    assert re.search(r"^README\.txt is .*: not graded$", done.stdout, re.MULTILINE)
    assert "cem: no exercise file was found" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("one", ["ada", "ada/ex01_double.py"])
def test_one_student_or_one_file_is_graded_too(school: Path, one: str) -> None:
    done = run("grade", school / one, "--seed", "s", "--json", cwd=school)
    (record,) = records(done.stdout)
    assert record["submission"] == ("ada" if one == "ada" else "ex01_double")
    assert record["functions"][0]["score"] == record["functions"][0]["max_score"] == 4.0
    assert done.returncode == 0


def test_json_is_a_record_a_line_and_nothing_else_on_standard_output(school: Path) -> None:
    done = run("grade", "class", "--json", "--seed", "s", cwd=school.parent)
    assert done.returncode == 0
    assert [record["submission"] for record in records(done.stdout)] == ["ada", "ben", "cem"]
    assert all(record["format"] == 1 for record in records(done.stdout))
    assert (
        done.stderr
        == "README.txt is no student's folder, archive, notebook or .py file: not graded\n"
    )


def without_timing(text: str) -> str:
    return re.sub(r'"timing": \{[^}]*\}', "", text)


def test_the_same_seed_gives_the_same_bytes_but_for_timing(school: Path) -> None:
    odd = "".join(
        f"\n\ndef double(x):\n    {line}\n    return x\n"
        for line in (
            "print(object(), {'a', 'b', 'c', 'd', 'e'}, hash('word'))",
            "raise ValueError(str({'a', 'b', 'c', 'd', 'e'}) + repr(double))",
            "x = np.random.normal(size=3)",
            "import random; x = random.random()",
        )
    )
    for number, part in enumerate(odd.split("\n\n\n")):
        (school / f"odd{number}.py").write_text(f"{DOUBLE}\n\n{part}\n")
    first, second = (run("grade", school, "--json", "--seed", "s", cwd=school) for _ in range(2))
    assert without_timing(first.stdout) == without_timing(second.stdout)
    assert first.stdout != without_timing(first.stdout)
    assert len(records(first.stdout)) > 5


def test_another_seed_gives_other_hidden_inputs(school: Path) -> None:
    calls = set()
    for seed in ("s", "t"):
        (_, record, _) = records(run("grade", school, "--json", "--seed", seed, cwd=school).stdout)
        checks = record["functions"][0]["checks"]
        calls.add(next(c["detail"]["call"] for c in checks if "random" in c["name"]))
    assert len(calls) == 2


def test_the_seed_of_the_course_is_kept_and_used(school: Path) -> None:
    hashes = set()
    for _ in range(2):
        done = run("grade", school, "--json", cwd=school)
        hashes |= {record["seed_hash"] for record in records(done.stdout)}
    seed = json.loads((school.parent / FILE_NAME).read_text())["seed"]
    assert len(hashes) == 1
    assert seed not in done.stdout + done.stderr


def test_to_writes_what_instructors_and_what_students_may_read(school: Path) -> None:
    done = run("grade", school, "--to", "results", "--json", "--seed", "s", cwd=school.parent)
    folder = school.parent / "results"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}
    assert names == {
        f"{w}/{n}.json" for w in ("instructor", "students") for n in ("ada", "ben", "cem")
    }
    for record in records(done.stdout):
        name = f"{record['submission']}.json"
        assert json.loads((folder / "instructor" / name).read_text()) == record
        view = (folder / "students" / name).read_text()
        assert json.loads(view)["score"] == record["score"]
        assert "test_double_of_random_numbers" not in view
    assert "random numbers" in (folder / "students/ben.json").read_text()


@pytest.mark.parametrize("where", [".", "results", "ada/deep/er"])
def test_results_are_never_written_among_the_submissions(school: Path, where: str) -> None:
    before = sorted(school.rglob("*"))
    done = run("grade", school, "--to", school / where, "--seed", "s", cwd=school.parent)
    assert done.returncode == 2
    assert "among the submissions" in done.stderr
    assert "choose another folder" in done.stderr
    assert sorted(school.rglob("*")) == before


def test_results_beside_a_lone_file_are_fine(school: Path) -> None:
    lone = school.parent / "lone"
    lone.mkdir()
    shutil.copy(school / "ada/ex01_double.py", lone)
    done = run("grade", lone / "ex01_double.py", "--to", lone, "--seed", "s", cwd=lone)
    assert done.returncode == 0
    assert (lone / "students/ex01_double.json").is_file()


def test_a_name_too_long_for_a_file_costs_nobody_the_results(school: Path) -> None:
    shutil.copytree(school / "ada", school / ("b" * 253))
    done = run("grade", school, "--to", "to", "--seed", "s", cwd=school.parent)
    assert done.returncode == 0, done.stderr
    students = list((school.parent / "to/students").iterdir())
    assert {"ada.json", "ben.json", "cem.json"} < {path.name for path in students}
    views = [json.loads(path.read_text()) for path in students]
    assert {view["submission"] for view in views} == {"ada", "ben", "cem", "b" * 253}


def test_a_folder_for_results_that_cannot_be_one_is_refused_before_grading(school: Path) -> None:
    blocked = school.parent / "results"
    blocked.write_text("a file")
    done = run("grade", school, "--to", blocked, "--seed", "s", cwd=school.parent)
    assert done.returncode == 2
    assert str(blocked) in done.stderr
    assert done.stdout == ""
    assert blocked.read_text() == "a file"


MISUSE = {
    "no command": ([], "COMMAND"),
    "unknown command": (["judge"], "judge"),
    "no submissions": (["grade"], "submissions"),
    "no such path": (["grade", "nobody"], "nobody: there is no such file or folder"),
    "empty folder": (["grade", "empty"], "empty: nothing to grade here"),
    "not Python": (["grade", "class/README.txt"], "only Python files"),
    "unknown option": (["grade", "class", "--fast"], "--fast"),
    "unknown level": (["grade", "class", "--require-level", "L9"], "L9"),
    "no such course": (["grade", "class", "--course", "nowhere"], "nowhere"),
    "a file for a course": (["build", "--course", "class/README.txt"], "README.txt"),
    "a course without exercises": (["grade", "class", "--course", "bare"], "no exercise here"),
    "not a course": (["build", "--course", "/"], "no course here"),
    "demo of nobody": (["demo", "--students", "0"], "at least one student"),
    "demo of words": (["demo", "--students", "many"], "many"),
    "doctor of what": (["doctor", "class"], "class"),
}


@pytest.fixture
def misused(school: Path) -> Path:
    (school.parent / "empty").mkdir()
    (school.parent / "bare/solutions").mkdir(parents=True)
    return school.parent


@pytest.mark.parametrize("name", ["no such path", "empty folder", "unknown option"])
def test_misuse_is_status_2_with_a_sentence_on_standard_error(misused: Path, name: str) -> None:
    words, sentence = MISUSE[name]
    done = run(*words, cwd=misused)
    assert done.returncode == 2, done
    assert sentence in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", MISUSE)
def test_every_kind_of_misuse_has_its_sentence(
    misused: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, sentence = MISUSE[name]
    monkeypatch.chdir(misused)
    try:
        status: object = main(words)
    except SystemExit as ended:  # where the words themselves make no sense
        status = ended.code
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert sentence in err


def test_outside_of_any_course_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ada.py").write_text("")
    done = run("grade", "ada.py", cwd=tmp_path)
    assert done.returncode == 2
    assert "no course here" in done.stderr
    assert "--course" in done.stderr


def test_a_course_is_found_from_below_and_by_its_option(school: Path, tmp_path: Path) -> None:
    below = run("grade", "ada", "--seed", "s", "--json", cwd=school)
    far = run(
        "grade", school / "ada", "--seed", "s", "--json", "--course", school.parent, cwd=tmp_path
    )
    assert below.returncode == far.returncode == 0
    assert without_timing(below.stdout) == without_timing(far.stdout)


def test_a_mistake_of_the_author_is_a_sentence_with_its_place(
    tiny: TinyCourse, school: Path
) -> None:
    tiny.change("solutions/ex01_double/solution.py", "    ### END SOLUTION\n", "")
    line = tiny.line("solutions/ex01_double/solution.py", "BEGIN SOLUTION")
    done = run("grade", school, cwd=school)
    assert done.returncode == 2
    assert f"solution.py:{line}: BEGIN SOLUTION without an end" in done.stderr


def weak(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Let a command find no more than the weakest level, as on a machine without seccomp."""
    monkeypatch.setattr(module, "open_isolation", lambda: open_isolation("L0"))


@pytest.mark.parametrize("words", [[], ["--require-level", "L2"]])
def test_grading_below_the_required_level_is_refused_with_what_to_do(
    school: Path,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    weak(monkeypatch, grade)
    monkeypatch.chdir(school)
    assert main(["grade", str(school), "--to", str(school.parent / "to"), *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "L2 is required and this machine gives L0; no student code was run" in err
    assert "--require-level L0" in err
    assert "student code can" in err


def test_grading_at_an_accepted_lower_level_says_its_holes(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weak(monkeypatch, grade)
    monkeypatch.chdir(school)
    assert main(["grade", str(school), "--seed", "s", "--require-level", "L0"]) == 0
    out, err = capsys.readouterr()
    assert "isolation L0" in out
    assert "count as given away" in out
    assert re.search(r"ada .* 6\.00", out)
    assert err == ""


# --- seeds on disk ----------------------------------------------------------------------------


def test_a_corrupted_seed_stops_grading_and_stays_as_it_is(school: Path) -> None:
    path = school.parent / FILE_NAME
    path.write_text("{")
    done = run("grade", school, cwd=school)
    assert done.returncode == 2
    assert f"{path}: the seed file cannot be read" in done.stderr
    assert done.stdout == ""
    assert path.read_text() == "{"


def test_an_unreadable_seed_stops_grading_with_a_sentence(school: Path) -> None:
    (school.parent / FILE_NAME).mkdir()
    done = run("grade", school, cwd=school)
    assert done.returncode == 2
    assert "the seed file cannot be read" in done.stderr


def test_a_given_seed_asks_nothing_of_the_file(school: Path) -> None:
    (school.parent / FILE_NAME).mkdir()
    assert run("grade", school, "--seed", "s", cwd=school).returncode == 0


# --- demo -------------------------------------------------------------------------------------


def test_a_demo_of_another_course_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_course(tmp_path / "course")
    words = ["demo", "--course", str(other.root), "--to", str(tmp_path / "demo")]
    assert main(words) == 2
    assert "a demonstration is made of the kit's own course" in capsys.readouterr().err


def test_the_demo_at_a_weak_level_tells_what_the_attacks_really_got(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    weak(monkeypatch, demo)
    monkeypatch.setenv("COLUMNS", "100")
    seeker = [made for made in make_class(course, 11, "demo") if "answer key" in made.story]
    monkeypatch.setattr(demo, "make_class", lambda *given: seeker)
    assert main(["demo", "--course", str(course.root), "--to", str(tmp_path / "demo")]) == 0
    out = capsys.readouterr().out
    ((_, became),) = stories(out).values()
    assert "isolation L0" in out
    assert ("student code can read files" in out) == became.startswith("100 of 100 points")


def test_the_demo_of_a_seed_is_the_same_class_again(course: Course) -> None:
    first, second = (make_class(course, 30, "x") for _ in range(2))
    assert first == second
    assert len({made.name for made in first}) == 30
    assert make_class(course, 30, "y") != first


def test_the_demo_leaves_a_folder_alone_that_it_did_not_make(
    course: Course, tmp_path: Path
) -> None:
    mine = tmp_path / "mine/submitted/ada.py"
    mine.parent.mkdir(parents=True)
    mine.write_text("my work")
    words = ["demo", "--course", str(course.root), "--students", "1", "--to", "mine"]
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "not made by a demo: choose another --to" in done.stderr
    assert [path.name for path in (tmp_path / "mine").rglob("*")] == ["submitted", "ada.py"]
    assert mine.read_text() == "my work"


def test_the_demo_may_be_shown_again_in_its_own_folder(course: Course, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/notes.txt").write_text("mine")
    words = ["demo", "--course", str(course.root), "--students"]
    for number in ("2", "1"):
        assert run(*words, number, cwd=tmp_path).returncode == 0
        assert len(list((tmp_path / "demo/submitted").iterdir())) == int(number)
    assert (tmp_path / "demo/notes.txt").read_text() == "mine"


def test_the_demo_where_nothing_can_be_written_says_so(course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("demo", "--course", course.root, "--to", "file/demo", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


# --- doctor, build, audit, help ---------------------------------------------------------------


def test_doctor_says_the_level_and_what_it_means(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == (
        "isolation L3: student code is confined, and sees nothing of this machine\n"
    )
    assert done.stderr == ""


class WithoutSeccomp(ZygoteLauncher):
    """What starts workers on a machine without libseccomp."""

    problem = "missing"

    @property
    def seccomp_problem(self) -> str:
        return self.problem

    @seccomp_problem.setter
    def seccomp_problem(self, found: str) -> None:
        """Take no notice of what this machine has."""


@pytest.mark.parametrize(
    ("problem", "advice"), [("missing", "install libseccomp"), ("refused", "allow seccomp filters")]
)
def test_doctor_names_each_hole_and_what_to_do(
    problem: str,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(WithoutSeccomp, "problem", problem)
    monkeypatch.setattr("autograder.confinement.isolation.ZygoteLauncher", WithoutSeccomp)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("isolation L0: ")
    assert "  - student code can read files of this machine" in lines
    assert lines[-1].startswith(f"  for a better level: {advice}")


def test_build_writes_once_and_its_check_says_what_to_run(tiny: TinyCourse) -> None:
    first, second = (run("build", cwd=tiny.root) for _ in range(2))
    assert "exercises/ex01_double.py" in first.stdout
    assert re.search(r"^exercises/: [1-9]\d* files changed$", first.stdout, re.MULTILINE)
    assert second.stdout == "exercises/: 0 files changed\n"
    assert run("build", "--check", cwd=tiny.root).stdout == "exercises/ is up to date\n"
    tiny.add("exercises/ex01_double.py", "# more\n")
    stale = run("build", "--check", cwd=tiny.root)
    assert stale.returncode == 2
    assert "run `autograder build`" in stale.stderr
    assert "-# more" in stale.stderr


def test_audit_is_status_0_for_sound_exercises_and_1_for_faulty_ones(tiny: TinyCourse) -> None:
    assert run("build", cwd=tiny.root).returncode == 0
    sound = run("audit", cwd=tiny.root)
    assert sound.returncode == 0, sound
    assert (
        "2 functions, 6 checks, 7 misconceptions, 2 variants, 20 seeds: no problem" in sound.stdout
    )
    assert sound.stderr == ""
    assert "\n    6 double: -\n" in sound.stdout
    late = 'def double__late(x):\n    """Far."""\n    return 2 * np.asarray(x) + (np.sum(x) == -7)'
    tiny.add("solutions/ex01_double/misconceptions.py", f"\n\n# hidden only: far down\n{late}\n")
    tiny.change("solutions/ex01_double/variants.py", "x + x", "x + x + 1")
    faulty = run("audit", cwd=tiny.root)
    line = tiny.line("solutions/ex01_double/variants.py", "def double__sum")
    assert faulty.returncode == 1
    assert f"variants.py:{line}: double__sum is correct but fails" in faulty.stderr
    assert "\n    7 double: test_double_of_a_negative_number[-7.0] 1\n" in faulty.stdout
    assert "only hidden checks notice double__late: far down" in faulty.stdout
    assert "problems" in faulty.stdout.splitlines()[-1]


def test_help_tells_every_command(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0
    for command, sentence in COMMANDS.items():
        assert command in done.stdout
        assert sentence in " ".join(done.stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert COMMANDS[command] in " ".join(capsys.readouterr().out.split())


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.fullmatch(r"eight-tickets \d+\.\d+\S*\n", run("--version", cwd=tmp_path).stdout)


# --- odd surroundings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env", [{}, {"PATH": os.environ["PATH"], "HOME": "/proc/1/none"}, {"HOME": "/dev/null"}]
)
def test_an_empty_environment_and_no_home_are_enough(school: Path, env: dict[str, str]) -> None:
    done = run("grade", school, cwd=school, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"ada .* 6\.00", done.stdout)


SETTINGS = {
    "pytest's": {"PYTEST_ADDOPTS": "-k nothing --maxfail=0", "PYTEST_PLUGINS": "no_such_plugin"},
    "Python's": {"PYTHONHASHSEED": "7", "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    "asserts off": {"PYTHONOPTIMIZE": "1", "PYTHONWARNINGS": "error"},
    "others'": {"OMP_NUM_THREADS": "many", "LC_ALL": "C", "TERM": "dumb", "COLUMNS": "20"},
}


@pytest.mark.parametrize("whose", SETTINGS)
def test_settings_of_the_shell_change_no_score(school: Path, whose: str) -> None:
    env = os.environ | SETTINGS[whose]
    done = run("grade", school, "--seed", "s", "--json", cwd=school, env=env)
    assert done.returncode == 0, done.stderr
    assert [record["score"] for record in records(done.stdout)] == [6.0, 2.0, 0.0]


def test_paths_with_spaces_and_letters_of_all_kinds_work(tmp_path: Path) -> None:
    course = make_course(tmp_path / "Kurs 3 b/ü 'x' $HOME")
    course.write("die Klasse/Zoë 李/ex01_double.py", DOUBLE)
    done = run("grade", "die Klasse", "--to", "das Ergebnis", cwd=course.root)
    assert done.returncode == 0, done.stderr
    assert "Zoë 李" in done.stdout
    assert (course / "das Ergebnis/students/Zoë 李.json").is_file()
    assert run("build", cwd=course.root).returncode == 0


def test_names_that_the_terminal_cannot_write_do_no_harm(school: Path) -> None:
    (school / "ada").rename(school / "Zoë 李")
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = run("grade", school, "--seed", "s", cwd=school, env=env)
    assert done.returncode == 0
    assert "6.00" in done.stdout


def test_names_that_are_no_text_are_graded_and_shown_escaped(school: Path) -> None:
    (school / "ada").rename(school / os.fsdecode(b"ad\xff\x1b[2J"))
    words = ["grade", str(school), "--seed", "s", "--to", str(school.parent / "to")]
    done = run(*words, cwd=school)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert re.search(r"ad.*x1b.* 6\.00", done.stdout)
    (record, *_) = records(run(*words, "--json", cwd=school).stdout)
    assert record["score"] == 6.0


def reachable(path: str | Path) -> bool:
    """Tell whether every user may read what lies there."""
    place = Path(path).resolve()
    return all(folder.stat().st_mode & 0o001 for folder in place.parents)


def as_ordinary_user() -> tuple[str, ...]:
    """Give the words that run a command as a user without rights."""
    if os.geteuid() != 0:
        return ()
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if not all(map(reachable, (sys.executable, sys.prefix, sys.base_prefix, grade.__file__))):
        # Python itself lies in root's home: let the user pass through it.
        words += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return tuple(words)


def test_an_ordinary_user_grades_with_the_same_result(school: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = shutil.copytree(school.parent, Path(folder) / "course")
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o755)
            if os.geteuid() == 0:
                os.chown(path, 65534, 65534)
        user = as_ordinary_user()
        done = run("grade", "class", "--json", cwd=home, prefix=user)
        assert done.returncode == 0, done.stderr
        assert [record["score"] for record in records(done.stdout)] == [6.0, 2.0, 0.0]
        assert {record["isolation"]["level"] for record in records(done.stdout)} <= {"L2", "L3"}
        assert (home / FILE_NAME).stat().st_uid != 0
        assert run("doctor", cwd=home, prefix=user).stdout.startswith(
            ("isolation L2", "isolation L3")
        )


@pytest.mark.parametrize("words", [["grade", "class", "--json"], ["grade", "class"], ["doctor"]])
def test_a_reader_that_goes_away_causes_no_complaint(school: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = run(*words, cwd=school.parent, stdout=write)
    os.close(write)
    assert done.stderr == ""


def test_head_gets_its_line_and_no_complaint_follows(school: Path) -> None:
    shell = f'"{sys.executable}" -m autograder grade class --json --seed s | head -1'
    words = ["bash", "-c", shell]
    done = subprocess.run(
        words, cwd=school.parent, capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout)["submission"] == "ada"
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("words", [["grade", "class", "--json"], ["grade", "class"]])
def test_a_full_disk_behind_standard_output_is_a_sentence(school: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(*words, cwd=school.parent, stdout=full)
    assert done.returncode in (1, 2)
    assert "No space left on device" in done.stderr


@pytest.fixture
def interrupted(school: Path) -> Callable[[], tuple[int, str]]:
    """Start grading, and interrupt it while a submission runs that takes its time."""

    def go() -> tuple[int, str]:
        loop = "\n\ndef double(x):\n    while True:\n        pass\n"
        for name in ("y1", "y2", "y3"):
            (school / f"{name}.py").write_text(DOUBLE + loop)
        process = subprocess.Popen(
            [*COMMAND, "grade", "class", "--json", "--seed", "s"],
            cwd=school.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _ in range(3):  # ada, ben and cem are done: y1 runs now
            assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        return process.returncode, err

    return go


def test_an_interrupt_is_one_word_and_status_130(
    interrupted: Callable[[], tuple[int, str]],
) -> None:
    assert interrupted() == (130, "autograder: stopped\n")
