"""How values cross between the grader and a student's process."""

import base64
import json
import math
import pickle
import random
from typing import Any

import numpy as np
import pytest

from autograder.course.answers import key_of
from autograder.inside.student import Arguments, Student, call_here
from autograder.inside.values import DTYPES, Opaque, decode, dumps, encode, loads

NUMBER_TYPES = [np.dtype(name) for name in sorted(map(str, DTYPES))]


def cross(value):
    """What the other side gets."""
    return decode(loads(dumps({"value": encode(value)}))["value"])


def short(value):
    try:
        return ascii(value)[:40]
    except ValueError:
        return "a long number"


def identical(a, b):
    """Equal in type, shape and every bit; nan equals nan, 0.0 is not -0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        same_form = (a.dtype, a.shape) == (b.dtype, b.shape)
        return same_form and np.asarray(a).tobytes() == np.asarray(b).tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, dict):
        return identical(list(a.items()), list(b.items()))
    if isinstance(a, float):
        return a.hex() == b.hex()
    if isinstance(a, complex):
        return identical([a.real, a.imag], [b.real, b.imag])
    return a == b


PLAIN = [
    None,
    True,
    False,
    0,
    -1,
    2**53 + 1,
    10**299,
    0.1,
    -0.0,
    5e-324,
    math.inf,
    -math.inf,
    math.nan,
    1 + 2j,
    complex(math.nan, -0.0),
    "",
    "text",
    "ü \u202e \x1b[31m \0",
    "\ud800",
    "\U0001f600",
    [],
    (),
    {},
    [1, (2.0, [None, "x"]), {"a": (1,), 2: [3]}],
    {(1, 2): 3, None: 4, True: 5},
    np.float64(0.1),
    np.float64(-0.0),
    np.float64(math.nan),
    np.int64(2**63 - 1),
    np.int64(-(2**63)),
    np.float32(0.1),
    np.bool_(True),
    np.int8(-5),
    np.complex64(1 - 2j),
    np.array(3.5),
    np.array([]),
    np.zeros((0, 3)),
    np.zeros((2, 0, 4), dtype=np.int16),
    np.array([np.nan, -0.0, np.inf]),
    np.arange(24).reshape(2, 3, 4),
    np.array([[True, False]]),
]


class TestRoundTrips:
    @pytest.mark.parametrize("value", PLAIN, ids=short)
    def test_a_plain_value_comes_out_as_it_went_in(self, value):
        assert identical(cross(value), value)

    @pytest.mark.parametrize("dtype", NUMBER_TYPES, ids=str)
    def test_every_type_of_number_survives(self, dtype):
        bits = np.random.default_rng(1).integers(0, 2, size=(3, 4, 16), dtype=np.uint8)
        values = bits[..., 0].astype(bool) if dtype.kind == "b" else np.packbits(bits, axis=-1)
        array = np.ascontiguousarray(np.resize(values, (3, 4))).astype(dtype)
        assert identical(cross(array), array)
        assert identical(cross(array[0, 0]), array[0, 0])

    @pytest.mark.parametrize("seed", range(200))
    def test_nested_values_come_out_as_they_went_in(self, seed):
        value = random_value(random.Random(seed), depth=4)
        assert identical(cross(value), value)

    def test_what_comes_out_is_nobody_elses(self):
        inner = np.ones(3)
        first, second = decode(encode([inner, inner]))
        first[0] = 7
        assert (inner == 1).all()
        assert (second == 1).all()

    @pytest.mark.parametrize(
        ("array", "wanted"),
        [
            (np.arange(6.0).reshape(2, 3).T, np.array([[0.0, 3], [1, 4], [2, 5]])),
            (np.arange(6.0)[::-2], np.array([5.0, 3, 1])),
            (np.asfortranarray([[1, 2], [3, 4]]), np.array([[1, 2], [3, 4]])),
            (np.array([1.0, 2.0], dtype=">f8"), np.array([1.0, 2.0])),
            (np.array([1, 2], dtype=">i2"), np.array([1, 2], dtype=np.int16)),
            (np.broadcast_to(np.float64(3), (2, 2)), np.full((2, 2), 3.0)),
            (np.array([1.5], dtype=np.longdouble), np.array([1.5])),
            (np.array(["a", "bc"]), ["a", "bc"]),
            (np.str_("word"), "word"),
        ],
        ids=str,
    )
    def test_other_layouts_come_out_plain(self, array, wanted):
        assert identical(cross(array), wanted)


def random_value(rng, depth):
    kinds = [random_number, random_text, random_array, random_scalar]
    if depth:
        kinds += [random_list, random_tuple, random_dict] * 2
    return rng.choice(kinds)(rng, depth - 1)


def random_number(rng, _):
    choices = [rng.getrandbits(70) - 2**69, rng.gauss(0, 1e9), rng.random() < 0.5, None]
    choices += [complex(rng.random(), -rng.random()), math.nan, -math.inf, -0.0]
    return rng.choice(choices)


def random_text(rng, _):
    return "".join(chr(rng.choice([rng.randrange(128), rng.randrange(0x110000)])) for _ in "abcd")


def random_array(rng, _):
    shape = [rng.randrange(4) for _ in range(rng.randrange(5))]
    dtype = rng.choice(NUMBER_TYPES)
    numbers = np.random.default_rng(rng.getrandbits(32)).normal(0, 50, size=shape)
    return np.abs(numbers).astype(dtype) if dtype.kind == "u" else numbers.astype(dtype)


def random_scalar(rng, _):
    return np.float64(rng.random()).astype(rng.choice(NUMBER_TYPES))


def random_list(rng, depth):
    return [random_value(rng, depth) for _ in range(rng.randrange(4))]


def random_tuple(rng, depth):
    return tuple(random_list(rng, depth))


def random_dict(rng, depth):
    keys = [rng.choice([random_text(rng, 0), rng.getrandbits(40), (1, "x")]) for _ in range(3)]
    return {key: random_value(rng, depth) for key in keys}


class Loud(np.ndarray):
    def __eq__(self, other):
        raise AssertionError("asked")

    def __array_function__(self, *arguments, **others):
        raise AssertionError("asked")

    __hash__ = None


class Misshapen(np.ndarray):
    shape = property(lambda self: (1,))
    dtype = property(lambda self: np.dtype("int8"))

    def tobytes(self, *arguments):
        return b"7"


class LyingFloat(float):
    def __float__(self):
        return 0.5

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class LyingInt(int):
    def __index__(self):
        return 0

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class LyingText(str):
    def __str__(self):
        return "0.5"

    __slots__ = ()


class LyingList(list[float]):
    def __iter__(self):
        return iter([0.5])

    def __len__(self):
        return 1


class LyingTuple(tuple[float, ...]):
    def __iter__(self):
        return iter([0.5])

    __slots__ = ()


class LyingDict(dict[str, float]):
    def items(self):
        return [("a", 0.5)]


class Reduces:
    def __reduce__(self):
        return (print, ("unpickled",))


class TestSubclasses:
    @pytest.mark.parametrize(
        ("lie", "truth"),
        [
            (LyingFloat(7), 7.0),
            (LyingInt(7), 7),
            (LyingText("7"), "7"),
            (LyingList([7, 8]), [7, 8]),
            (LyingTuple([7, 8]), (7, 8)),
            (LyingDict(b=7), {"b": 7}),
            (np.full(2, 7.0).view(Loud), np.full(2, 7.0)),
            (np.full(2, 7.0).view(Misshapen), np.full(2, 7.0)),
            (np.ma.masked_array([7.0, 7.0], mask=True), np.full(2, 7.0)),
            (np.full((2, 2), 7.0).view(np.recarray), np.full((2, 2), 7.0)),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_a_subclass_crosses_as_what_it_holds(self, lie, truth):
        assert identical(cross(lie), truth)

    @pytest.mark.parametrize(
        "thing",
        [
            object(),
            Reduces(),
            {1, 2},
            b"bytes",
            bytearray(b"x"),
            memoryview(b"x"),
            range(3),
            iter([1]),
            len,
            int,
            json,
            Exception("x"),
            slice(1),
            ...,
            np.array([object()]),
            np.array([None, 1.0]),
            np.zeros(2, dtype=[("a", float)]),
            np.array("2020-01-01", dtype="datetime64[D]"),
            np.datetime64("2020-01-01"),
            np.array([b"x"]),
            10**5000,
            -(10**300),
        ],
        ids=lambda thing: type(thing).__name__,
    )
    def test_anything_else_crosses_as_the_name_of_its_type(self, thing):
        came = cross([thing])[0]
        assert type(came) is Opaque
        assert type(came.type_name) is str

    def test_a_name_of_a_type_is_cut(self):
        came = cross(type("x" * 1000, (), {})())
        assert len(came.type_name) <= 60

    def test_a_value_within_itself_has_an_end(self):
        loop = []
        loop.append(loop)
        deep = cross(loop)
        while type(deep) is list:
            (deep,) = deep
        assert type(deep) is Opaque


NOT_VALUES = [
    {},
    {"t": [1], "d": []},
    {"x": [1]},
    {"p": base64.b64encode(pickle.dumps(print)).decode()},
    {"t": 5},
    {"t": {"0": 1}},
    {"o": 5},
    {"o": ["x"]},
    {"c": [1, 2]},
    {"c": [1.0]},
    {"c": ["1", "2"]},
    {"d": {"a": 1}},
    {"d": [[1]]},
    {"d": [[1, 2, 3]]},
    {"d": [["ab"], "cd"]},
    {"d": [[[1], 2]]},
    {"d": [[{"a": ["int8", [0], ""]}, 2]]},
    {"d": [[i, 0] for i in range(5000)]},
    {"s": ["float64"]},
    {"s": ["float64", ""]},
    {"s": ["float64", 1]},
    {"s": ["float32", 1.0]},
    {"s": ["int64", 1.0]},
    {"s": ["int64", True]},
    {"s": ["int64", 2**63]},
    {"s": ["int64", -(2**63) - 1]},
    {"s": ["bool", 1]},
    {"s": [["bool"], True]},
    {"s": ["object", "AAAAAAAAAAA="]},
    {"a": ["float64", [1]]},
    {"a": ["float64", [1], "AAAAAAAAAAA=", 0]},
    {"a": ["object", [1], "AAAAAAAAAAA="]},
    {"a": ["O", [1], "AAAAAAAAAAA="]},
    {"a": ["<f8", [1], "AAAAAAAAAAA="]},
    {"a": ["datetime64", [1], "AAAAAAAAAAA="]},
    {"a": ["V8", [1], "AAAAAAAAAAA="]},
    {"a": [["float64"], [1], "AAAAAAAAAAA="]},
    {"a": ["float64", 1, "AAAAAAAAAAA="]},
    {"a": ["float64", [2], "AAAAAAAAAAA="]},
    {"a": ["float64", [-1], "AAAAAAAAAAA="]},
    {"a": ["float64", [0, 2**31 - 1], ""]},
    {"a": ["float64", [2**13, 0, 2**13], ""]},
    {"a": ["float64", [-1, -1], "AAAAAAAAAAA="]},
    {"a": ["float64", [1.0], "AAAAAAAAAAA="]},
    {"a": ["float64", [True], "AAAAAAAAAAA="]},
    {"a": ["float64", [None], "AAAAAAAAAAA="]},
    {"a": ["float64", [1] * 9, "AAAAAAAAAAA="]},
    {"a": ["float64", [2**31, 0], ""]},
    {"a": ["float64", [0] + [2**31 - 1] * 7, ""]},
    {"a": ["float64", [1], "AAAAAAAAAAA"]},
    {"a": ["float64", [1], "AAAA AAAAAAA="]},
    {"a": ["float64", [1], "ü" * 8]},
    {"a": ["float64", [1], [0] * 8]},
    {"a": ["bool", [2], "AgM="]},
    10**300,
    -(10**5000),
    ["x", {"t": [{"y": 1}]}],
]

NOT_MESSAGES = [
    b"",
    b"null",
    b"5",
    b"[1]",
    b'"text"',
    b"{",
    b'{"a": 1}{"b": 2}',
    b'{"a": 1, "a": 2}',
    b'{"a": {"b": 1, "b": 1}}',
    b'{"a": ' + b"[" * 100000 + b"]" * 100000 + b"}",
    b'{"a": ' * 100000,
    b'{"a": ' + b"9" * 100000 + b"}",
    '{"a": "ü"}'.encode(),
    b'{"a": \xff}',
    b"\x80\x04K\x01.",
    pickle.dumps({"a": 1}),
]


class TestRefusals:
    @pytest.mark.parametrize("data", NOT_VALUES, ids=short)
    def test_what_encode_never_writes_is_refused(self, data):
        with pytest.raises(ValueError, match=r"\w"):
            decode(data)

    def test_a_value_is_refused_beyond_a_depth(self):
        deep = value = []
        for _ in range(40):
            value.append([])
            value = value[0]
        with pytest.raises(ValueError, match="deep"):
            decode(deep)

    @pytest.mark.parametrize("data", NOT_MESSAGES, ids=short)
    def test_what_is_no_message_is_refused(self, data):
        with pytest.raises(ValueError, match=r"\w"):
            loads(data)

    @pytest.mark.parametrize("seed", range(300))
    def test_noise_is_refused_or_harmless(self, seed):
        rng = random.Random(seed)
        data = bytearray(dumps({"value": encode(random_value(rng, depth=3))}))
        for _ in range(rng.randrange(1, 4)):
            data[rng.randrange(len(data))] = rng.choice(b'0919-.eE[]{}",:\\atdcso NI\xff')
        try:
            value = decode(loads(bytes(data)).get("value"))
        except ValueError:
            return
        assert identical(cross(value), value)


ROW = np.array([1.0, 0.0])
CALLS: dict[str, tuple[str, list[Any], dict[str, Any]]] = {
    "the call": ("f", [ROW, 1], {}),
    "another shape": ("f", [ROW.reshape(2, 1), 1], {}),
    "another dtype, the same bytes": ("f", [ROW.view("int64"), 1], {}),
    "a list": ("f", [[1.0, 0.0], 1], {}),
    "the other order": ("f", [1, ROW], {}),
    "minus zero": ("f", [np.array([1.0, -0.0]), 1], {}),
    "a float": ("f", [ROW, 1.0], {}),
    "True": ("f", [ROW, True], {}),
    "by name": ("f", [ROW], {"n": 1}),
    "by another name": ("f", [ROW], {"m": 1}),
    "another function": ("g", [ROW, 1], {}),
}


def test_calls_are_told_apart() -> None:
    keys = {key_of(name, Arguments.of(args, kwargs)) for name, args, kwargs in CALLS.values()}
    assert len(keys) == len(CALLS)


@pytest.mark.parametrize(("name", "args", "kwargs"), CALLS.values(), ids=CALLS.keys())
def test_the_same_call_is_known_again(name, args, kwargs) -> None:
    one, other = Arguments.of(args, kwargs), Arguments.of(*Arguments.of(args, kwargs).fresh())
    assert one == other
    assert key_of(name, one) == key_of(name, other)


def test_a_call_s_arguments_are_nobody_else_s() -> None:
    def spoil(array, numbers, more):
        array[0], numbers[0], more[0] = 7.0, 7, 7.0

    student = Student(lambda name, arguments: call_here(spoil, arguments, frozenset()))
    array, numbers, more = np.array([1.0]), [1], np.array([2.0])
    student.spoil(array, numbers, more=more)
    assert (array[0], numbers[0], more[0]) == (1.0, 1, 2.0)
    array[0] = numbers[0] = more[0] = 8
    (call,) = student.calls
    for _ in range(2):
        args, kwargs = call.arguments.fresh()
        assert (args[0][0], args[1][0], kwargs["more"][0]) == (1.0, 1, 2.0)
        spoil(*args, **kwargs)
    assert decode(call.arguments.args)[0][0] == 1.0
