import time

import numpy as np

last = []


def double(x):
    last.append(time.monotonic())
    if np.size(x) > 1:
        while time.monotonic() - last[-1] < 0.3:
            pass
    return 2 * x
