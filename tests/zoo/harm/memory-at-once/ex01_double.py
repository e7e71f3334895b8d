import numpy as np


def double(x):
    for make in (lambda: np.ones(10**11), lambda: bytearray(10**12), lambda: "x" * 10**12):
        try:
            return make()
        except MemoryError:
            pass
    return [0] * 10**12
