# @probe@


def double(x):
    probe = Probe()
    probe(lambda: native('syscall', 248, b'user', b'zoo-key', b'x', 1, -1))
    probe(lambda: native('syscall', 250, 0, -1, 1))
    probe(lambda: native('syscall', 249, b'user', b'zoo-key', 0, -1))
    probe.tell()
