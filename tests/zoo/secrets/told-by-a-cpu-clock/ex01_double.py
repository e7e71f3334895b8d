import sys
import time

import numpy as np


def double(x):
    start = time.process_time()
    if np.size(x) > 1:
        while time.process_time() - start < x[0] / 100:
            pass
    return 2 * x
