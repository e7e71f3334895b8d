# @probe@


def double(x):
    probe = Probe()
    def in_child(flags):
        pid = o.fork()
        if pid == 0:
            o._exit(libc.unshare(flags) != 0)
        if o.waitpid(pid, 0)[1]:
            raise OSError
    probe(lambda: native('unshare', 0))
    probe(lambda: in_child(0x10000000))
    probe(lambda: in_child(0x20000))
    probe(lambda: native('setns', 0, 0))
    probe.tell()
