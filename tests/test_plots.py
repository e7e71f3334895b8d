"""The chapter's pictures: drawn from a student's own functions, or the words why not."""

import dataclasses
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.colors
import numpy as np
import pytest
from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

from autograder.authoring.build import generate
from autograder.cli.main import main
from autograder.course.course import Course
from autograder.selfcheck.folder import find_folder
from autograder.selfcheck.plots import drawing
from autograder.selfcheck.plots.asking import Answer, ask
from autograder.selfcheck.plots.pictures import PICTURES
from autograder.selfcheck.plots.style import SIZE, STYLE
from tests.conftest import ROOT

NAMES = [picture.name for picture in PICTURES]


@pytest.fixture(scope="module")
def solved(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's folder with everything right in it."""
    folder = tmp_path_factory.mktemp("solved")
    texts = generate(course) | {f"{s.exercise}.py": s.source for s in course.solutions}
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(solved: Path) -> dict[str, Answer]:
    return {answer.picture.name: answer for answer in ask(find_folder(solved))}


@pytest.fixture
def drawn(answers: dict[str, Answer]) -> Callable[[str], Figure]:
    def draw(name: str) -> Figure:
        return figure_of(answers[name])

    return draw


def figure_of(answer: Answer) -> Figure:
    with style.context(["default", dict(STYLE)]):
        figure = Figure(figsize=SIZE)
        FigureCanvasAgg(figure)
        drawing.draw(answer, figure)
        figure.canvas.draw()
    return figure


def words_of(figure: Figure) -> str:
    return " | ".join(text.get_text() for text in figure.findobj(Text) if text.get_text())


# --- from right functions ---------------------------------------------------------------------


def test_right_functions_give_all_pictures(answers: dict[str, Answer]) -> None:
    assert [(name, answer.problem) for name, answer in answers.items()] == [(n, "") for n in NAMES]


def test_the_pictures_hold_what_the_chapter_measures(answers: dict[str, Answer]) -> None:
    def values(name: str) -> Any:
        return answers[name].values

    assert np.interp(10, *[values("02_straight_line")[k] for k in ("frustration", "line")]) == (
        pytest.approx(1.73, abs=0.01)
    )
    losses = values("03_loss")
    rises = {rate: int(np.sum(np.diff(losses[rate]) > 1e-9)) for rate in losses}
    assert rises == {"0.1": 0, "0.278": 0, "0.8": 83}
    penalised = values("04_weights")["penalised"][-1]
    assert penalised == pytest.approx([-6.509729, 0.661068, 0.975372], abs=1e-5)
    assert values("04_weights")["free"][-1][0] < -20
    assert values("06_sweep")["best"] == 0.42
    assert values("07_roc")["auc"] == pytest.approx(0.8897, abs=1e-4)
    assert (values("08_cost")["cheapest"], values("08_cost")["rule_cost"]) == (0.25, 11_802)
    eager, sure = values("10_eager"), values("09_over_confident")
    assert [round(sure[f"ece{n}"], 3) for n in range(4)] == [0.164, 0.022, 0.021, 0.0]
    assert [round(eager[f"ece{n}"], 2) for n in range(3)] == [0.23, 0.2, 0.02]


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_names_its_axes_and_keeps_its_words_apart(
    drawn: Callable[[str], Figure], name: str
) -> None:
    figure = drawn(name)
    for axes in figure.axes:
        assert axes.get_xlabel()
    assert figure.axes[0].get_ylabel()
    boxes = {text: Text.get_window_extent(text) for text in put_by_hand(figure)}
    for text, box in boxes.items():
        inside = [box.x0 >= 0, box.y0 >= 0, box.x1 <= figure.bbox.x1, box.y1 <= figure.bbox.y1]
        assert all(inside), text.get_text()
        others = (other for other in boxes if other is not text and box.overlaps(boxes[other]))
        assert [other.get_text() for other in others] == [], text.get_text()


def put_by_hand(figure: Figure) -> list[Text]:
    """Give all that is written on a figure but for the numbers along its axes."""
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += [*axes.texts, axes.xaxis.label, axes.yaxis.label]
        head = axes.get_title(loc="left")
        texts += [text for text in axes.findobj(Text) if head and Text.get_text(text) == head]
    return [text for text in texts if text.get_text()]


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_told_apart_without_colour(drawn: Callable[[str], Figure], name: str) -> None:
    for axes in drawn(name).axes:
        looks = [
            (str(line.get_linestyle()), str(line.get_marker()), round(grey(line.get_color()), 1))
            for line in axes.lines
            if len(np.asarray(line.get_xdata())) > 20
        ]
        assert len(set(looks)) == len(looks)


def grey(colour: Any) -> float:
    return float(np.dot(matplotlib.colors.to_rgb(colour), (0.299, 0.587, 0.114)))


def test_without_the_numbers_worked_out_by_hand_the_curve_is_drawn_alone(
    answers: dict[str, Answer],
) -> None:
    whole = answers["01_sigmoid"]
    assert whole.values is not None
    alone = {name: value for name, value in whole.values.items() if name != "napkin"}
    words = words_of(figure_of(Answer(whole.picture, alone)))
    assert "sigmoid_by_hand is not written yet" in words
    for number in ("0.018", "0.269", "0.731", "0.982"):
        assert number not in words


# --- from missing and wrong ones --------------------------------------------------------------

WRONG = {
    "ex01_sigmoid": """
right = sigmoid

def sigmoid(z):
    if np.size(z) == 241:
        import os
        os._exit(3)
    return right(z)

del sigmoid_by_hand
""",
    "ex02_design_matrix": """
right = add_intercept

def add_intercept(X_raw):
    return right(X_raw)[:, :2] if len(X_raw) > 2000 else right(X_raw)
""",
    "ex07_sweep": """
right = sweep_thresholds

def sweep_thresholds(y, p, thresholds):
    print("\\x1b[2J")
    return right(y, p, thresholds) if len(thresholds) != 97 else 1 / 0
""",
    "ex08_roc": "def roc_auc(y, p):\n    return 0.5\n",
    "ex11_recalibration": "def platt_scale(z, y):\n    raise ValueError('no idea')\n",
}


@pytest.fixture(scope="module")
def partly(solved: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """Answers of a folder in which several things are wrong."""
    work = shutil.copytree(solved, tmp_path_factory.mktemp("partly") / "work")
    (work / "ex09_cost.py").unlink()
    for exercise, text in WRONG.items():
        with (work / f"{exercise}.py").open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}")
    return {answer.picture.name: answer for answer in ask(find_folder(work))}


def first_check(function: str, exercise: str) -> str:
    """Give the title of a function's first check, as its file has it."""
    text = (ROOT / f"exercises/test_{exercise}.py").read_text(encoding="utf-8")
    return text.partition(f'points("{function}"')[2].partition('"""')[2].partition('"""')[0]


def test_what_is_wrong_costs_the_pictures_that_need_it_and_no_other(
    partly: dict[str, Answer],
) -> None:
    fails = 'platt_scale in ex11_recalibration.py fails its check "{}"'.format(
        first_check("platt_scale", "ex11_recalibration")
    )
    source = (ROOT / "solutions/ex07_sweep/solution.py").read_text(encoding="utf-8")
    lines = f"{source}\n\n{WRONG['ex07_sweep']}".splitlines()
    place = f"ex07_sweep.py:{1 + next(n for n, line in enumerate(lines) if '1 / 0' in line)}"
    assert {name: answer.problem for name, answer in partly.items() if answer.problem} == {
        "01_sigmoid": "a function ended the whole process",
        "05_tickets": "add_intercept gave an array of shape (10201, 2), and (10201, 3) is wanted",
        "06_sweep": f"sweep_thresholds ended with ZeroDivisionError: division by zero ({place})",
        "07_roc": 'roc_auc in ex08_roc.py fails its check "{}"'.format(
            first_check("roc_auc", "ex08_roc")
        ),
        "08_cost": "ex09_cost.py is not in this folder",
        "09_over_confident": fails,
        "10_eager": fails,
    }


def test_a_picture_that_cannot_be_drawn_says_why_and_what_it_would_show(
    partly: dict[str, Answer],
) -> None:
    for name, answer in partly.items():
        if answer.problem:
            words = " ".join(words_of(figure_of(answer)).split())
            assert answer.problem in words
            assert f"It would show {answer.picture.shows}." in words
            assert answer.picture.title in words
            assert drawing.as_png(answer) != drawing.as_png(
                dataclasses.replace(answer, problem="x")
            )
        assert (answer.values is None) == bool(answer.problem), name


@pytest.mark.parametrize("text", ["$x_{$ \\frac", "日本 \U0001f600", "a" * 3000, "%s {0}"])
def test_whatever_a_student_writes_can_be_put_into_a_picture(text: str) -> None:
    png = drawing.as_png(Answer(PICTURES[0], None, text))
    assert imread(io.BytesIO(png)).shape == (900, 1600, 4)


# --- the command ------------------------------------------------------------------------------


def test_the_command_writes_a_file_a_picture_and_says_what_is_missing(
    work: Path, tmp_path: Path
) -> None:
    (work / "ex02_design_matrix.py").write_text("# nothing\n")
    done = plot(work, "--to", "../pictures", "--show", MPLBACKEND="agg")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "../pictures/01_sigmoid.png"
    assert lines[3].startswith(
        "../pictures/04_weights.png: no picture yet, fit_logistic in ex05_fit.py fails its check"
    )
    assert lines[3].endswith(": mend predict_proba first")
    assert lines[-1] == "there is no screen to show them on: open the files"
    files = sorted((tmp_path / "pictures").iterdir())
    assert [file.name for file in files] == [f"{name}.png" for name in NAMES]
    for file in files:
        assert imread(file).shape == (900, 1600, 4)
    assert not (work / "plots").exists()


@pytest.fixture
def work(solved: Path, tmp_path: Path) -> Path:
    return shutil.copytree(solved, tmp_path / "work")


def plot(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", "plot", *words],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_where_nothing_can_be_drawn_it_is_a_sentence(
    work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    assert main(["plot", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: there is no such folder" in capsys.readouterr().err
    assert main(["plot", str(tmp_path / "empty")]) == 2
    assert "go into the one that holds test_ex01_....py" in capsys.readouterr().err
    assert main(["plot", str(ROOT)]) == 2
    assert "exercises/ below is one" in capsys.readouterr().err
    assert main(["plot", str(work), "--to", str(tmp_path / "file")]) == 2
    assert "file: cannot be written" in capsys.readouterr().err
    (work / "data/tomorrow.csv").unlink()
    assert main(["plot", str(work), "--to", str(tmp_path / "to")]) == 2
    assert "tomorrow.csv: the table is missing" in capsys.readouterr().err


@pytest.mark.parametrize(("command", "package"), [("plot", "matplotlib"), ("watch", "watchfiles")])
def test_without_its_extra_a_command_says_what_to_install(
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    package: str,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert main([command, str(work)]) == 2
    said = capsys.readouterr().err
    assert said.endswith(f": python -m pip install {package}\n"), said
