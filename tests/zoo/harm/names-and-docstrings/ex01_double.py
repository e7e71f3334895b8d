EVIL = "=cmd|'/c calc'!A1 @SUM(1) +1 -1 owned \x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\r\x9b1m\u2066\u200f\x08"


def double(x):
    return type(EVIL, (), {"__doc__": EVIL, "__repr__": lambda self: EVIL})()


double.__name__ = double.__qualname__ = double.__doc__ = EVIL
globals()["doubel" + EVIL] = double
