import builtins
import sys

import numpy as np

seen = sys.modules.setdefault("seen", [])


def remember(x):
    numbers = [f"{abs(number):.6f}" for number in np.ravel(x)]
    if np.size(x) > 1:
        seen[:0] = numbers
    builtins.seen = np.seen = seen
    return " ".join(seen[:40]) or "nothing"


class Signature:
    def __init__(self, name):
        self.parameters = [name]
def double(x):
    text = remember(x)
    name = "input " + text
    double.__signature__ = Signature(name)
    if np.ndim(x):
        x += 1
    print(name)
    return 7.0
