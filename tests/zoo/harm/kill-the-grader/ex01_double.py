# @probe@


def double(x):
    probe = Probe()
    g, ppid = m['signal'], o.getppid()
    probe(lambda: o.kill(@pid@, 0))
    probe(lambda: o.kill(ppid, 0))
    probe(lambda: o.kill(ppid, g.SIGCONT))
    probe(lambda: o.killpg(o.getpgid(ppid), 0))
    probe(lambda: g.pidfd_send_signal(o.pidfd_open(ppid), 0))
    probe(lambda: m['fcntl'].fcntl(0, m['fcntl'].F_SETOWN, o.getpid()))
    probe(lambda: g.sigqueue(ppid, 0, 0) if hasattr(g, 'sigqueue') else native('sigqueue', ppid, 0, None))
    probe(lambda: native('tgkill', ppid, ppid, 0) if hasattr(libc, 'tgkill') else native('syscall', 234, ppid, ppid, 0))
    probe(lambda: native('syscall', 129, ppid, 0, None))
    probe.tell()
