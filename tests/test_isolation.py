"""Levels of isolation as found by trying, and what is left when something ends."""

import contextlib
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.cli.main import main
from autograder.confinement import launcher, namespaces
from autograder.confinement.isolation import HOLES, open_isolation
from autograder.confinement.worker import Worker, WorkerEnded, _died_of
from autograder.records.errors import GraderFault
from tests.processes import INSIDE, descendants, wait_until

ROOT = Path(__file__).parents[1]


@pytest.fixture
def fresh_isolation():
    """An isolation of the test's own, with its zygote's process."""
    before = set(descendants(os.getpid()))
    isolation = open_isolation("L2")
    assert isolation.level == "L2"
    (zygote,) = [p for p in set(descendants(os.getpid())) - before if p.parent == os.getpid()]
    yield isolation, zygote
    isolation.close()


class TestLevels:
    def test_the_canary_finds_no_hole_in_a_confined_worker(self, isolation):
        assert isolation.level == "L2"
        assert isolation.holes == ()
        assert isolation.advice == ""

    def test_the_canary_finds_holes_where_only_processes_are_split(self, weak_isolation):
        assert weak_isolation.level == "L0"
        certain = ["reads_files", "lists_folders", "opens_sockets", "connects", "makes_new_code"]
        assert {HOLES[name] for name in certain} <= set(weak_isolation.holes)
        assert set(weak_isolation.holes) <= set(HOLES.values())
        assert HOLES["is_root"] not in weak_isolation.holes

    def test_the_canary_leaves_nothing_behind(self, monkeypatch):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o1777)
            monkeypatch.setattr(tempfile, "tempdir", folder)
            open_isolation("L0").close()
            assert list(Path(folder).iterdir()) == []

    def test_an_ordinary_user_is_confined_as_well(self):
        told = run_apart(BECOME_ORDINARY + TELL_LEVEL)
        assert told["user"] != 0
        assert (told["level"], told["holes"]) == ("L2", [])

    def test_an_ordinary_user_without_confinement_is_told_more_holes(self):
        weak = TELL_LEVEL.replace("'L2'", "'L0'")
        told = run_apart(BECOME_ORDINARY + weak)
        assert HOLES["reads_secret"] in told["holes"]

    def test_a_machine_that_refuses_a_list_of_system_calls_is_told_what_to_do(self):
        told = run_apart(REFUSE_SECCOMP + TELL_LEVEL)
        assert told["level"] == "L0"
        assert "allow seccomp" in told["advice"]
        assert HOLES["opens_sockets"] in told["holes"]


BECOME_ORDINARY = """
import ctypes, os
if os.getuid() == 0:
    # The interpreter may lie where only root can read: keep that one right of root's, no other.
    libc, override = ctypes.CDLL(None, use_errno=True), 1
    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
    Sets = ctypes.c_uint32 * 6
    libc.prctl(8, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
    header, bit = Header(0x20080522, 0), 1 << override
    assert libc.capset(ctypes.byref(header), Sets(bit, bit, bit, 0, 0, 0)) == 0
    assert libc.prctl(47, 2, override, 0, 0) == 0
"""

REFUSE_SECCOMP = """
import ctypes
from autograder.inside.seccomp import _Comparison
library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
library.seccomp_init.restype = ctypes.c_void_p
context = ctypes.c_void_p(library.seccomp_init(0x7FFF0000))
refuse = ctypes.c_uint32(0x00050000 | 1)
def number(name):
    return library.seccomp_syscall_resolve_name(name)
assert library.seccomp_rule_add_array(context, refuse, number(b"seccomp"), 0, None) == 0
set_filter = (_Comparison * 1)(_Comparison(0, 4, 22, 0))
assert library.seccomp_rule_add_array(context, refuse, number(b"prctl"), 1, set_filter) == 0
assert library.seccomp_load(context) == 0
"""

TELL_LEVEL = """
import json, os
from autograder.confinement.isolation import open_isolation
isolation = open_isolation('L2')
told = {"user": os.getuid(), "level": isolation.level}
told |= {"holes": isolation.holes, "advice": isolation.advice}
isolation.launcher.launch().close()
isolation.close()
print(json.dumps(told))
"""


def run_apart(script):
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


PARTS = {
    "openat": "reads_files",
    "openat getdents64 newfstatat": "lists_folders",
    "socket": "opens_sockets",
    "socket connect": "connects",
    "ptrace": "steers_processes",
    "shmget shmctl": "leaves_memory",
    "add_key": "reaches_kernel",
}


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """Let workers run a copy of the confined side in which a text is another one."""

    def alter(file, old, new):
        copy = tmp_path / "inside"
        if not copy.exists():
            shutil.copytree(INSIDE, copy, ignore=shutil.ignore_patterns("__pycache__"))
            monkeypatch.setattr(launcher, "inside_file", str(copy / "__init__.py"))
            for folder in (tmp_path, *tmp_path.parents[:2]):
                folder.chmod(0o755)  # a worker of another user reads it
        text = (copy / file).read_text()
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1))

    return alter


class TestAPartTakenAway:
    """What a level stands on may be missing: then it is not claimed, and it is said why."""

    @pytest.mark.parametrize(("calls", "hole"), PARTS.items())
    def test_a_call_that_slips_through_costs_the_level(self, altered, calls, hole):
        altered("seccomp.py", "read write close", f"{calls} read write close")
        isolation = open_isolation("L2")
        isolation.close()
        assert isolation.level == "L0"
        assert "do not hold" in isolation.advice
        assert HOLES[hole] in isolation.holes  # no list of system calls at all is in force there

    def test_of_two_parts_that_stop_the_same_either_is_enough(self, altered):
        altered("seccomp.py", "read write close", "clone fork wait4 read write close")
        with contextlib.closing(open_isolation("L2")) as isolation:
            assert isolation.level == "L2"
        altered("limits.py", '"RLIMIT_NPROC": 0', '"RLIMIT_NPROC": 999')
        with contextlib.closing(open_isolation("L2")) as isolation:
            assert (isolation.level, HOLES["forks"] in isolation.holes) == ("L0", True)

    def test_new_code_that_slips_through_costs_the_level(self, altered):
        altered("seccomp.py", "mmap.PROT_EXEC, 0)", "0, 0)")
        isolation = open_isolation("L2")
        isolation.close()
        assert (isolation.level, HOLES["makes_new_code"] in isolation.holes) == ("L0", True)

    def test_a_filter_that_is_never_put_on_costs_the_level(self, altered):
        altered("worker.py", "seccomp.load()", "pass")
        isolation = open_isolation("L3")
        isolation.close()
        assert isolation.level == "L0"

    def test_without_libseccomp_it_is_said_what_to_install(self, altered):
        altered("seccomp.py", "libseccomp.so.2", "libmissing.so.2")
        isolation = open_isolation("L3")
        isolation.close()
        assert isolation.level == "L0"
        assert "install libseccomp" in isolation.advice

    def test_a_user_that_cannot_be_given_up_is_refused_or_named(self, altered):
        altered("limits.py", "os.setuid(uid)", "raise OSError")
        altered("limits.py", "if os.getuid() != 0 and os.geteuid() != 0:", "if False:")
        for level in ("L0", "L2"):
            with pytest.raises(GraderFault, match="runs as root and cannot give it up"):
                open_isolation(level)

    def test_a_namespace_that_is_not_left_out_is_noticed(self, monkeypatch):
        def shared(command, inside):
            words = namespaces.wrap(command, inside)
            words.remove("--unshare-all")
            return words

        monkeypatch.setattr(launcher, "wrap", shared)
        isolation = open_isolation("L3")
        isolation.close()
        assert isolation.level == "L2"
        assert "user namespaces do not hold" in isolation.advice

    def test_a_level_that_is_required_is_refused_before_student_code_runs(
        self, altered, tmp_path, capsys
    ):
        altered("worker.py", "seccomp.load()", "pass")
        marker = tmp_path / "ran"
        handed_in = tmp_path / "ada.py"
        handed_in.write_text(f"open({str(marker)!r}, 'w')\n")
        tmp_path.chmod(0o777)
        words = ["--course", str(ROOT), "--seed", "tests"]
        assert main(["grade", str(handed_in), *words]) == 2
        assert "L2" in capsys.readouterr().err
        assert not marker.exists()


class TestTheZygote:
    def test_its_environment_is_the_declared_one(self, fresh_isolation):
        _, zygote = fresh_isolation
        text = Path(f"/proc/{zygote.pid}/environ").read_text()
        found = dict(entry.split("=", 1) for entry in text.split("\0") if entry)
        found.pop("OPENBLAS_CORETYPE", None)
        threads = ["MKL", "NUMEXPR", "OMP", "OPENBLAS", "VECLIB_MAXIMUM"]
        assert found == {"PYTHONHASHSEED": "0"} | {f"{n}_NUM_THREADS": "1" for n in threads}

    def test_it_holds_nothing_open_but_its_channel(self, fresh_isolation):
        isolation, zygote = fresh_isolation
        worker = isolation.launcher.launch()
        (child,) = [p for p in descendants(os.getpid()) if p.parent == zygote.pid]
        assert open_files(zygote.pid) == ["/dev/null", "/dev/null", "pipe", "socket"]
        assert open_files(child.pid) == ["/dev/null", "/dev/null", "/dev/null", "socket"]
        assert Path(f"/proc/{zygote.pid}/cwd").readlink() == Path("/")
        worker.close()

    def test_workers_of_root_have_users_of_their_own(self, fresh_isolation):
        isolation, zygote = fresh_isolation
        workers = [isolation.launcher.launch() for _ in range(2)]
        children = [p for p in descendants(os.getpid()) if p.parent == zygote.pid]
        users = {Path(f"/proc/{child.pid}").stat().st_uid for child in children}
        if os.getuid() == 0:
            assert len(users) == 2
            assert 0 not in users
        else:
            assert users == {os.getuid()}
        for worker in workers:
            worker.close()

    def test_its_death_is_no_fault_of_a_student(self, fresh_isolation, bench_on):
        isolation, zygote = fresh_isolation
        os.kill(zygote.pid, signal.SIGKILL)
        wait_until(lambda: not zygote.runs)
        bench = bench_on(isolation)
        first, second = bench.grade(), bench.grade()
        assert first.record.score is None or first.lost == {}
        assert second.lost == {}

    def test_its_death_under_a_worker_is_no_fault_of_a_student(self, fresh_isolation):
        isolation, zygote = fresh_isolation
        worker = isolation.launcher.launch()
        (child,) = [p for p in descendants(os.getpid()) if p.parent == zygote.pid]
        os.kill(zygote.pid, signal.SIGKILL)
        wait_until(lambda: not child.runs)
        with pytest.raises(GraderFault):
            worker.ask("canary", cpu=1.0, bait={})

    @pytest.mark.parametrize("moment", [1, 2, 3])
    def test_its_death_during_grading_costs_nobody_a_point(self, fresh_isolation, bench_on, moment):
        isolation, zygote = fresh_isolation

        class Fatal:
            def __init__(self):
                self.limits, self.left = isolation.launcher.limits, moment

            def launch(self):
                worker = isolation.launcher.launch()
                self.left -= 1
                if self.left == 0:
                    children = [p for p in descendants(os.getpid()) if p.parent == zygote.pid]
                    os.kill(zygote.pid, signal.SIGKILL)
                    wait_until(lambda: not any(child.runs for child in children))
                return worker

        bench = bench_on(dataclasses.replace(isolation, launcher=Fatal()))
        wrong = "def sigmoid(z):\n    return np.tanh(z)"
        graded = bench.grade(wrong)
        assert graded.record.score is None or set(graded.lost) == {"sigmoid"}
        assert set(bench.grade(wrong).lost) == {"sigmoid"}


def open_files(pid):
    links = [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]
    return sorted(link.split(":")[0] for link in links)


LOOPS_FOR_EVER = """
import sys
from pathlib import Path
from autograder.confinement.isolation import open_isolation
from autograder.confinement.worker import Limits
from autograder.course.course import load_course
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.submission.student_files import Source, Submission
isolation = open_isolation(sys.argv[1], Limits(call_cpu=10000))
grader = Grader(load_course(Path.cwd()), isolation, Seed("tests"))
loop = b"def sigmoid_by_hand():\\n    while True: pass\\n"
grader.grade(Submission("student", (Source("ex01_sigmoid", ("ex01_sigmoid",), loop),)))
"""

STOLEN = """
    import os, struct, sys, json
    frame = sys._getframe()
    while "nonce" not in frame.f_locals.get("request", {}):
        frame = frame.f_back
    reply = {"nonce": frame.f_locals["request"]["nonce"], "value": {"a": ["int8", [-1], ""]}}
    data = json.dumps(reply).encode()
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("!I", len(data)) + data)
        except OSError:
            pass
    while True:
        pass
"""


class TestWhatIsLeft:
    def test_closing_ends_every_process(self):
        before = set(descendants(os.getpid()))
        isolation = open_isolation("L2")
        workers = [isolation.launcher.launch() for _ in range(3)]
        started = set(descendants(os.getpid())) - before
        assert len(started) == 4
        isolation.close()
        wait_until(lambda: not any(process.runs for process in started))
        for worker in workers:
            worker.close()

    @pytest.mark.parametrize("level", ["L2", "L0"])
    def test_killing_the_grader_in_the_middle_of_a_loop_ends_every_process(self, level):
        command = [sys.executable, "-c", LOOPS_FOR_EVER, level]
        grader = subprocess.Popen(command, cwd=ROOT)
        try:
            wait_until(lambda: any(process.cpu > 1 for process in descendants(grader.pid)))
            started = descendants(grader.pid)
        finally:
            grader.kill()
            grader.wait()
        assert len(started) == (2 if level == "L2" else 1)
        wait_until(lambda: not any(process.runs for process in started))

    @pytest.mark.parametrize(
        "body",
        [
            "    return np.ones(3)",
            "    import os; os._exit(3)",
            "    return np.ones(10**6)",
            "    import os; os.closerange(3, 99)\n    while True: pass",
            STOLEN,
        ],
        ids=["wrong", "ends", "giant", "closes the channel", "answers with no value"],
    )
    def test_no_worker_outlives_its_submission(self, fresh_isolation, bench_on, body):
        isolation, zygote = fresh_isolation
        graded = bench_on(isolation).grade(f"def sigmoid(z):\n{body}")
        assert set(graded.lost) == {"sigmoid"}
        assert [p for p in descendants(zygote.pid) if p.runs] == []

    def test_only_one_runs_at_a_time(self, bench, monkeypatch):
        started, beside = [], []

        class Counted(Worker):
            def __init__(self, *given):
                beside.append(sum(worker.alive for worker in started))
                started.append(self)
                super().__init__(*given)

        monkeypatch.setattr(launcher, "Worker", Counted)
        wrong = ("sigmoid(z)", "log_loss(y_true, p)", "sklearn_weights(X, y, C)")
        graded = bench.grade(*(f"def {head}:\n    return 7.0" for head in wrong))
        assert {head.partition("(")[0] for head in wrong} <= set(graded.lost)
        assert len(started) > 6
        assert set(beside) == {0}

    def test_a_closed_worker_answers_nothing_more(self, isolation):
        worker = isolation.launcher.launch()
        worker.close()
        assert not worker.alive
        with pytest.raises((WorkerEnded, OSError)):
            worker.ask("canary", cpu=1.0, bait={})


def test_a_list_of_system_calls_that_went_away_meanwhile_ends_grading(altered):
    with contextlib.closing(open_isolation("L2")) as isolation:
        assert isolation.level == "L2"
        isolation.close()
        altered("seccomp.py", "libseccomp.so.2", "libmissing.so.2")
        for launcher in (isolation.launcher, isolation.library_launcher):
            with pytest.raises(GraderFault, match="list of system calls"):
                launcher.launch()


def test_a_zygote_with_libraries_outlives_its_base_and_leaves_nothing_behind():
    before = set(descendants(os.getpid()))
    with contextlib.closing(open_isolation("L2")) as isolation:
        (base,) = set(descendants(os.getpid())) - before
        isolation.library_launcher.launch().close()
        (branch,) = [p for p in descendants(base.pid) if p.runs]
        assert branch.parent == base.pid
        os.kill(base.pid, signal.SIGKILL)
        wait_until(lambda: not base.runs)
        worker = isolation.library_launcher.launch()
        assert worker.alive
        worker.close()
        with pytest.raises(GraderFault, match="ended"):
            isolation.launcher.launch()
        isolation.launcher.launch().close()
    wait_until(lambda: not branch.runs)
    assert set(descendants(os.getpid())) - before == set()


def test_a_worker_that_died_of_any_signal_is_told():
    assert "SIGSEGV" in _died_of(signal.SIGSEGV).sentence
    assert "signal 40" in _died_of(40).sentence
