# Placeholders stand for many modules in a student's file; the interpreter has the real ones.
import sys

import numpy as np

m = sys.modules
c, o, s = m["ctypes"], m["os"], m["socket"]
libc = c.CDLL(None, use_errno=True)


def native(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result == -1:
        raise OSError(c.get_errno(), name)
    return result


class Probe:
    def __init__(self):
        self.tried, self.got = 0, []

    def __call__(self, action):
        self.tried += 1
        try:
            self.got.append((self.tried, str(action())[:70]))
        except BaseException:
            pass

    def tell(self):
        raise RuntimeError(f"tried {self.tried}, got {len(self.got)}: {self.got}")
