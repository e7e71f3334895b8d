"""Slips in an expression: an operator, a sign, a border, a number, a place."""

import ast
from collections.abc import Iterator
from itertools import combinations

from .nodes import ANSWER, CASE, NOT, SIGN, Step, changed

_BORDER = (
    "The values that lie exactly on a border go the wrong way: does the border itself count "
    "(<= or >=) or not (< or >)?"
)
_DIRECTION = "A comparison points the other way: which of its two sides is to be the larger one?"
_EQUALITY = "A comparison is turned round: something is taken where it should be left out."
_CLASSES = "The two classes have changed places somewhere: which label stands for a yes?"
_BOTH = 'An "and" stands where an "or" is meant, or the other way round: must both hold, or one?'
_ANOTHER = "A condition is missing: what else has to hold, or would be enough by itself?"
_CONDITION = "A condition holds for other values than it should: when is it to be true?"
_FILTER = "Nothing is left out where only some are wanted: which ones does the task ask for?"
_MINUS = "A minus sign is missing."
_ROUND = "A difference is taken the other way round: what is to be subtracted from what?"
_TIMES = "A multiplication and a division have changed places in one step: mind the brackets, too."
_UPSIDE_DOWN = "A fraction is upside down: which of the two belongs above the line?"
_NOT_DIVIDED = "A division is missing: by what should a result be divided, and is it?"
_FACTOR = "A factor is missing: is everything multiplied that the formula multiplies?"
_TERM = "A term is missing: does the formula add or subtract something that your code leaves out?"
_POWER = "A power is missing, or is another than the formula's: look at what is squared."
_WHOLE = "A division drops its remainder, or keeps one that should go: // and / differ in that."
_MATRIX = "A product entry by entry stands where rows and columns are to be multiplied and added."
_NUMBER = "A number in your formula is another than the task's: check each constant."
_PLACE = "Something is taken from the place beside the one that is meant: places count from 0."
_CUT = "A part of a list or a table is cut off at the wrong place: where is it to begin, and end?"
_ORDER = "Something runs through its values in the opposite order."
_CHANGED_PLACES = "The results are right but for their order."

IN_CONDITIONS = dict.fromkeys(
    (_TIMES, _UPSIDE_DOWN, SIGN, _ROUND, _FACTOR, _TERM, _NUMBER, _NOT_DIVIDED, _POWER),
    _CONDITION,
)
"""What is said of a formula, and what of the same slip in a condition."""

_BORDERS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_DIRECTIONS = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_EQUALITIES = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_COMPARISONS = ((_BORDERS, _BORDER), (_DIRECTIONS, _DIRECTION), (_EQUALITIES, _EQUALITY))
_OTHER: dict[type[ast.operator], tuple[tuple[type[ast.operator], str], ...]] = {
    ast.Add: ((ast.Sub, SIGN),),
    ast.Sub: ((ast.Add, SIGN),),
    ast.Mult: ((ast.Div, _TIMES),),
    ast.Div: ((ast.Mult, _TIMES), (ast.FloorDiv, _WHOLE)),
    ast.FloorDiv: ((ast.Div, _WHOLE),),
    ast.MatMult: ((ast.Mult, _MATRIX),),
    ast.Pow: ((ast.Mult, _POWER),),
    ast.BitAnd: ((ast.BitOr, _BOTH),),
    ast.BitOr: ((ast.BitAnd, _BOTH),),
}
_WITHOUT_RIGHT = {
    ast.Add: _TERM,
    ast.Sub: _TERM,
    ast.Mult: _FACTOR,
    ast.Div: _NOT_DIVIDED,
    ast.Pow: _POWER,
    ast.BitAnd: _ANOTHER,
    ast.BitOr: _ANOTHER,
}
_WITHOUT_LEFT = {
    kind: sentence for kind, sentence in _WITHOUT_RIGHT.items() if kind not in (ast.Div, ast.Pow)
}
_FEW = 4  # parts whose every exchange is tried


def _comparison(node: ast.Compare) -> Iterator[Step]:
    for place, operator in enumerate(node.ops):
        for table, sentence in _COMPARISONS:
            if type(operator) in table:
                ops = [*node.ops[:place], table[type(operator)](), *node.ops[place + 1 :]]
                yield changed(node, ops=ops), sentence


def _label(node: ast.Compare) -> Iterator[Step]:
    right = node.comparators[-1]
    equal = isinstance(node.ops[-1], ast.Eq)
    if equal and isinstance(right, ast.Constant) and right.value in (0, 1):
        yield changed(node, comparators=[ast.Constant(0 if right.value else 1)]), _CLASSES


def _several_conditions(node: ast.BoolOp) -> Iterator[Step]:
    yield changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()), _BOTH
    for place in range(len(node.values)):
        left = [*node.values[:place], *node.values[place + 1 :]]
        yield left[0] if len(left) == 1 else changed(node, values=left), _ANOTHER


def _choice(node: ast.IfExp) -> Iterator[Step]:
    yield node.body, CASE
    yield node.orelse, CASE
    yield changed(node, body=node.orelse, orelse=node.body), NOT


def _filtering(node: ast.comprehension) -> Iterator[Step]:
    if node.ifs:
        yield changed(node, ifs=[]), _FILTER


def _arithmetic(node: ast.BinOp) -> Iterator[Step]:
    kind = type(node.op)
    for other, sentence in _OTHER.get(kind, ()):
        yield changed(node, op=other()), sentence
    for part, table in ((node.left, _WITHOUT_RIGHT), (node.right, _WITHOUT_LEFT)):
        if kind in table:
            yield part, table[kind]
    if kind in (ast.Sub, ast.Div):
        sentence = _ROUND if kind is ast.Sub else _UPSIDE_DOWN
        yield changed(node, left=node.right, right=node.left), sentence


def _sign(node: ast.UnaryOp) -> Iterator[Step]:
    if not isinstance(node.operand, ast.Constant):
        yield node.operand, _MINUS if isinstance(node.op, ast.USub) else NOT


def _number(node: ast.Constant) -> Iterator[Step]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value), ANSWER
    elif isinstance(value, int):
        for other in (value - 1, value + 1):
            yield ast.Constant(other), _NUMBER
    elif isinstance(value, float):
        for nearby in (value + 1, value - 1, value * 2, value / 2, value * 10, value / 10):
            yield ast.Constant(nearby), _NUMBER


def _parts(node: ast.Tuple) -> Iterator[Step]:
    if isinstance(node.ctx, ast.Load) and len(node.elts) <= _FEW:
        for one, other in combinations(range(len(node.elts)), 2):
            elements = list(node.elts)
            elements[one], elements[other] = elements[other], elements[one]
            yield changed(node, elts=elements), _CHANGED_PLACES


def _place(node: ast.Subscript) -> Iterator[Step]:
    indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for axis, index in enumerate(indices):
        for other, sentence in _other_index(index):
            all_of_them = [*indices[:axis], other, *indices[axis + 1 :]]
            whole = other if len(indices) == 1 else ast.Tuple(all_of_them)
            yield changed(node, slice=whole), sentence
    if isinstance(node.slice, ast.Slice) and node.slice.step is not None:
        yield node.value, _ORDER


def _other_index(index: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    if isinstance(index, ast.Constant) and isinstance(index.value, int):
        yield ast.Constant(index.value - 1), _PLACE
        yield ast.Constant(index.value + 1), _PLACE
    elif isinstance(index, ast.Slice) and (index.lower or index.upper) and not index.step:
        for other in _other_slices(index):
            yield other, _CUT


def _other_slices(part: ast.Slice) -> Iterator[ast.Slice]:
    yield ast.Slice()
    if part.upper is None:
        yield ast.Slice(None, ast.UnaryOp(ast.USub(), ast.Constant(1)))
    if part.lower is None:
        yield ast.Slice(ast.Constant(1), None)
    for bound, field in ((part.lower, "lower"), (part.upper, "upper")):
        if isinstance(bound, ast.Constant) and isinstance(bound.value, int):
            for other in (bound.value - 1, bound.value + 1):
                yield changed(part, **{field: ast.Constant(other)})


EXPRESSIONS = (
    (ast.Compare, _comparison),
    (ast.Compare, _label),
    (ast.BoolOp, _several_conditions),
    (ast.IfExp, _choice),
    (ast.comprehension, _filtering),
    (ast.BinOp, _arithmetic),
    (ast.UnaryOp, _sign),
    (ast.Constant, _number),
    (ast.Tuple, _parts),
    (ast.Subscript, _place),
)
