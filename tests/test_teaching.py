"""What to teach again: the most common mistakes of a class, named from its hints."""

from autograder.records.hints import mend_first
from autograder.records.record import FunctionRecord, Record, Status
from autograder.reports.teaching import common_mistakes, teaching_lines

NAMES = ("sigmoid", "log_loss", "gradient", "roc_auc")


def student(name: str, **hints: str) -> Record:
    functions = tuple(
        FunctionRecord(f, "ex01", 0.0, 1.0, Status.FAILED, hints=(hints[f],) if f in hints else ())
        for f in NAMES
    )
    return Record(name, 0.0, 4.0, functions)


def test_the_three_most_common_come_first():
    records = [
        student("a", sigmoid="sign", log_loss="sum", gradient="sum", roc_auc="ties"),
        student("b", sigmoid="sign", log_loss="sum", gradient="sum", roc_auc="ties"),
        student("c", sigmoid="tanh", log_loss="sum", roc_auc="ties"),
    ]
    assert common_mistakes(records) == [
        (3, "log_loss", "sum"),
        (3, "roc_auc", "ties"),
        (2, "sigmoid", "sign"),
    ]


def test_what_one_student_did_is_not_the_classs():
    assert teaching_lines([student("a", sigmoid="sign"), student("b", log_loss="sum")], 80) == []


def test_an_earlier_function_in_the_way_is_no_mistake_of_its_own():
    hint = mend_first("sigmoid")
    assert common_mistakes([student("a", log_loss=hint), student("b", log_loss=hint)]) == []


def test_lines_fit_and_say_how_many():
    hint = "The sum grows with the number of tickets; asked for is the mean, whatever n is."
    lines = teaching_lines([student(name, log_loss=hint) for name in "abc"], 40)
    assert lines[0] == "what to teach again:"
    assert "log_loss, 3 of 3 students" in lines[1]
    assert max(map(len, lines)) <= 40
