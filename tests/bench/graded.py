"""Grades the first students of a class folder, at a level: ``python -m tests.bench.graded``.

The command line always takes the best level that there is.
"""

import sys
from pathlib import Path

from autograder.classroom.processes import Processes
from autograder.classroom.stream import Order, grade_each
from autograder.confinement.isolation import open_isolation
from autograder.course.course import load_course
from autograder.course.seed import Seed
from autograder.submission.reader import read_class


def main(root: Path, students: Path, count: int, level: str, jobs: int, seed: str) -> None:
    """Grade; what is right has to keep all of its points."""
    course = load_course(root)
    submissions = read_class(students, course.exercises).submissions[:count]
    isolation = open_isolation(level)
    order = Order.of(root, course.exercises, isolation, Seed(seed))
    stream = grade_each(order, isolation, submissions, Processes(jobs))
    scores = [record.score for _, record in stream]
    isolation.close()
    most = float(sum(function.points for function in course.functions.values()))
    if scores != [most] * count:
        sys.exit(f"right submissions lost points, or the grader failed: {scores} of {most}")


if __name__ == "__main__":
    _, _root, _students, _count, _level, _jobs, _seed = sys.argv
    main(Path(_root), Path(_students), int(_count), _level, int(_jobs), _seed)
