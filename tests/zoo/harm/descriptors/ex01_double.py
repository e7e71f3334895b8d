# @probe@


def double(x):
    probe = Probe()
    probe(lambda: o.dup(0))
    probe(lambda: o.dup2(0, 9))
    probe(lambda: m['fcntl'].fcntl(0, m['fcntl'].F_DUPFD, 20))
    probe(lambda: s.socket(fileno=o.dup(0)))
    probe(lambda: m['fcntl'].flock(0, 8))
    probe(lambda: m['fcntl'].ioctl(0, 0x5413, bytes(8)))
    probe(lambda: native('syscall', 436, 90, 91, 0))
    probe.tell()
