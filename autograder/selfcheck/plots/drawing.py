"""Draws answers: a picture, or the sentence why there is none, into a file."""

import io
import textwrap
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import matplotlib.style
from matplotlib import pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from . import judging, training
from .asking import Answer
from .own import Values
from .style import ACCENT, DOTS, INK, SIZE, STYLE

Draw = Callable[[Figure, str, Values], None]

DRAW: Mapping[str, Draw] = {
    "01_sigmoid": training.sigmoid,
    "02_straight_line": training.straight_line,
    "03_loss": training.loss,
    "04_weights": training.weights,
    "05_tickets": training.tickets,
    "06_sweep": judging.sweep,
    "07_roc": judging.roc,
    "08_cost": judging.cost,
    "09_over_confident": judging.reliability,
    "10_eager": judging.reliability,
}


def draw(answer: Answer, figure: Figure) -> None:
    """Draw an answer on an empty figure of `SIZE`."""
    if answer.values is None:
        _say(figure, answer)
    else:
        DRAW[answer.picture.name](figure, answer.picture.title, answer.values)


def as_png(answer: Answer) -> bytes:
    """Give an answer as the bytes of a PNG file."""
    file = io.BytesIO()
    # The user's own settings of matplotlib stay out of it; a warning can only be about a letter
    # of a student's that the font lacks, which is drawn as a box.
    with matplotlib.style.context(["default", dict(STYLE)]), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = Figure(figsize=SIZE, dpi=DOTS)
        FigureCanvasAgg(figure)
        draw(answer, figure)
        figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def write(answer: Answer, folder: Path) -> Path:
    """Write an answer into a folder, under the picture's name."""
    path = folder / f"{answer.picture.name}.png"
    path.write_bytes(as_png(answer))
    return path


def show(answers: Sequence[Answer]) -> bool:
    """Show all on screen and wait until they are closed; False where there is no screen."""
    with matplotlib.style.context(["default", dict(STYLE)]):
        try:
            for answer in answers:
                figure = pyplot.figure(answer.picture.name, figsize=SIZE)
                if figure.canvas.required_interactive_framework is None:
                    pyplot.close(figure)
                    return False
                draw(answer, figure)
        except ImportError:
            return False  # a backend was asked for that needs a screen
        pyplot.show()
    return True


def _say(figure: Figure, answer: Answer) -> None:
    picture = answer.picture
    figure.text(0.035, 0.955, picture.title, fontsize=18, fontweight="bold", va="top", color=INK)
    figure.text(0.09, 0.72, "No picture yet", fontsize=22, color=ACCENT, va="top")
    problem = textwrap.fill(f"{answer.problem}.", 74)
    figure.text(0.09, 0.60, problem, fontsize=15, va="top", linespacing=1.5)
    shows = textwrap.fill(f"It would show {picture.shows}.", 74)
    figure.text(0.09, 0.36, shows, fontsize=15, va="top", linespacing=1.5, color="#4a5a67")
