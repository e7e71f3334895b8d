import warnings

EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\r\x9b1m\u2066\u200f\x08"


def double(x):
    print(EVIL)
    warnings.warn(EVIL)
    if x == 3.0:
        return EVIL
    raise type(EVIL, (ValueError,), {})(EVIL)

