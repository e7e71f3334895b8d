# @probe@
import time


def shift(x):
    probe = Probe()
    for near in range(1, 13):
        for pid in (o.getpid() - near, o.getppid() + 1 - near):
            probe(lambda: time.clock_gettime((~max(pid, 1) << 3) | 2))
    probe.tell()
