"""How a value crosses between the grader and a student's process: JSON with tags.

The reader rebuilds exact builtin types and plain arrays only. An object that
lies about itself, a subclass or a pickle cannot come out of `decode`.
"""

import binascii
import json
from typing import Any

import numpy as np

DTYPES = {
    np.dtype(name): name
    for name in (
        ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
        + ["float16", "float32", "float64", "complex64", "complex128"]
    )
}
_BY_NAME = {name: dtype for dtype, name in DTYPES.items()}
_PLAIN = frozenset([type(None), bool, str, float])
_SCALARS = {np.float64: "float64", np.int64: "int64", np.bool_: "bool"}
_INT64 = range(-(2**63), 2**63)
MAX_REPLY = 256 * 1024  # bytes of one message of a worker
MAX_DEPTH = 20
MAX_DIMENSIONS = 8
MAX_ELEMENTS = 1 << 24
_LARGE = 10**300
MAX_KEYS = 1024


def is_plain_array(value: Any) -> bool:
    """Tell whether a value is an array that crosses as it is."""
    return type(value) is np.ndarray and value.dtype in DTYPES


class Opaque:
    """Stands for an object of a type that does not cross; only its type's name does.

    Parameters
    ----------
    type_name : str
        The name of the type, as its owner gave it.
    """

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name} object>"


def encode(value: Any, depth: int = 0) -> Any:
    """Turn a value into what `json` can write; unknown types become an `Opaque` tag."""
    kind = type(value)
    # Most values are of these types, and need none of the care below.
    if kind in _PLAIN or (kind is int and -_LARGE < value < _LARGE):
        return value
    if kind is list and depth < MAX_DEPTH:
        return [encode(item, depth + 1) for item in value]
    if kind in _SCALARS:
        return {"s": [_SCALARS[kind], value.item()]}
    if isinstance(value, np.ndarray):
        return _encode_array(value)
    if isinstance(value, np.generic) and not isinstance(value, np.str_ | np.bytes_):
        return _encode_scalar(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        number = int.__index__(value)
        return number if -_LARGE < number < _LARGE else {"o": "very large int"}
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, complex):
        return {"c": [value.real, value.imag]}
    return _encode_container(value, depth)


def _encode_container(value: Any, depth: int) -> Any:
    if depth >= MAX_DEPTH:
        return {"o": "deeply nested"}
    if isinstance(value, list):
        return [encode(item, depth + 1) for item in list.__iter__(value)]
    if isinstance(value, tuple):
        return {"t": [encode(item, depth + 1) for item in tuple.__iter__(value)]}
    if isinstance(value, dict):
        pairs = list(dict.items(value))
        if len(pairs) > MAX_KEYS:
            return {"o": "very large dict"}
        return {"d": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in pairs]}
    if isinstance(value, Opaque):
        return {"o": value.type_name}
    return {"o": type(value).__name__[:60]}


def _encode_array(value: np.ndarray) -> Any:
    plain = value if type(value) is np.ndarray else np.array(value, copy=None, subok=False)
    if plain.dtype == np.longdouble:
        plain = plain.astype(np.float64)
    if plain.dtype.kind == "U":
        return encode(plain.tolist())
    name = DTYPES.get(plain.dtype) or DTYPES.get(plain.dtype.newbyteorder("="))
    if name is None:
        return {"o": f"ndarray of {plain.dtype.name[:40]}"}
    data = (plain if plain.dtype.isnative else plain.astype(name)).tobytes()
    text = binascii.b2a_base64(data, newline=False).decode("ascii")
    return {"a": [name, list(plain.shape), text]}


def _encode_scalar(value: np.generic) -> Any:
    tagged = _encode_array(np.asarray(value))
    return {"s": [tagged["a"][0], tagged["a"][2]]} if "a" in tagged else tagged


def decode(data: Any, depth: int = 0) -> Any:
    """Rebuild a value from parsed JSON.

    Raises
    ------
    ValueError
        When the data is not what `encode` writes.
    """
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    kind = type(data)
    if kind in _PLAIN:
        return data
    if kind is int:
        if not -_LARGE < data < _LARGE:
            raise ValueError("an integer is too long")
        return data
    if kind is list:
        return [decode(item, depth + 1) for item in data]
    if kind is dict and len(data) == 1:
        [(tag, body)] = data.items()
        return _decode_tagged(tag, body, depth)
    raise ValueError("not a value")


def _decode_tagged(tag: str, body: Any, depth: int) -> Any:
    if tag == "o" and type(body) is str:
        return Opaque(body[:60])
    if type(body) is not list:
        raise ValueError("not a value")
    if tag == "t":
        return tuple(decode(item, depth + 1) for item in body)
    if tag == "a" and len(body) == 3:
        return _decode_array(*body)
    if tag == "s" and len(body) == 2:
        return _decode_scalar(*body)
    if tag == "c" and [type(part) for part in body] == [float, float]:
        return complex(*body)
    if tag == "d":
        return _decode_dict(body, depth)
    raise ValueError("not a value")


def _decode_scalar(name: Any, value: Any) -> Any:
    kind = type(value)
    if name == "float64" and kind is float:
        return np.float64(value)
    if name == "int64" and kind is int and value in _INT64:
        return np.int64(value)
    if name == "bool" and kind is bool:
        return np.bool_(value)
    return _decode_array(name, [], value)[()]


def _decode_dict(body: list[Any], depth: int) -> dict[Any, Any]:
    if any(type(pair) is not list or len(pair) != 2 for pair in body):
        raise ValueError("not a value")
    if len(body) > MAX_KEYS:
        raise ValueError("too many keys")  # colliding ones would make the reader slow
    pairs = [(decode(k, depth + 1), decode(v, depth + 1)) for k, v in body]
    try:
        return dict(pairs)
    except TypeError:
        raise ValueError("a key that cannot be one") from None


def _decode_array(name: Any, shape: Any, text: Any) -> np.ndarray:
    if type(name) is not str or name not in _BY_NAME or type(text) is not str:
        raise ValueError("not an array")
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise ValueError("not a shape")
    elements = along = 1
    for size in shape:
        if type(size) is not int or not 0 <= size < 2**31:
            raise ValueError("not a shape")
        elements *= size
        along *= size or 1
    # Nothing times very much is nothing, but a sum along it is not.
    if along > MAX_ELEMENTS:
        raise ValueError("not a shape")
    dtype = _BY_NAME[name]
    data = binascii.a2b_base64(text, strict_mode=True)
    if elements * dtype.itemsize != len(data):
        raise ValueError("shape and data disagree")
    if name == "bool" and data.strip(b"\x00\x01"):
        raise ValueError("not booleans")
    return np.frombuffer(data, dtype).reshape(shape).copy()


def dumps(message: dict[str, Any]) -> bytes:
    """Write one message; lone surrogates in student text survive as escapes."""
    return _WRITER.encode(message).encode("ascii")


def loads(data: bytes) -> dict[str, Any]:
    """Read one message, refusing duplicate keys, deep nesting and anything but an object.

    Raises
    ------
    ValueError
        When the bytes are not such a message.
    """
    try:
        message = _READER.decode(data.decode("ascii"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if type(message) is not dict:
        raise ValueError("not a message")
    return message


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key occurs twice")
    return fields


_WRITER = json.JSONEncoder(separators=(",", ":"))
_READER = json.JSONDecoder(object_pairs_hook=_unique_keys)
