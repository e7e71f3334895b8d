import time

import numpy as np

spent = []


def double(x):
    start = time.perf_counter()
    if np.size(x) > 1:
        while int(x[0]) % 2 and time.perf_counter() < start + 0.02:
            pass
    spent.append(time.perf_counter() - start)
    raise ValueError("input " + "".join("1" if t > 0.01 else "0" for t in spent))
