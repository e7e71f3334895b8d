# @probe@


def double(x):
    probe = Probe()
    ppid = o.getppid()
    probe(lambda: native('ptrace', 0x4206, ppid, 0, 0) or native('ptrace', 17, ppid, 0, 0))
    probe(lambda: native('ptrace', 16, ppid, 0, 0) or native('ptrace', 17, ppid, 0, 0))
    probe(lambda: native('ptrace', 0, 0, 0, 0))
    probe(lambda: native('syscall', 438, o.pidfd_open(ppid), 1, 0))
    probe(lambda: native('syscall', 312, o.getpid(), ppid, 1, 0, 0))
    probe.tell()
