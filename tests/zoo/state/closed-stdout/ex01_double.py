import sys
import warnings

import numpy as np


def double(x):
    sys.stdout.close()
    sys.stdout = sys.stderr = None
    sys.modules["builtins"].print = None
    return 2 * x
