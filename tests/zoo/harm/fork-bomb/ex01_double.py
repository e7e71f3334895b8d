# @probe@


def double(x):
    probe = Probe()
    def bomb(depth):
        pid = o.fork()
        if pid == 0:
            if depth:
                try:
                    bomb(depth - 1)
                except OSError:
                    pass
            o._exit(0)
        o.waitpid(pid, 0)
    probe(lambda: bomb(5))
    probe(lambda: o.waitpid(o.fork() or o._exit(0), 0))
    probe(lambda: o.waitpid(native('fork') or o._exit(0), 0))
    probe(lambda: o.waitpid(o.forkpty()[0] or o._exit(0), 0))
    probe.tell()
