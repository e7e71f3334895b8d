# @probe@


def double(x):
    probe = Probe()
    probe(lambda: m['resource'].setrlimit(0, m['resource'].getrlimit(0)))
    probe(lambda: m['resource'].prlimit(o.getppid(), 0))
    probe(lambda: o.setpriority(o.PRIO_PROCESS, 0, 1))
    probe(lambda: o.sched_setaffinity(0, {0}))
    probe(lambda: o.sched_setscheduler(0, o.SCHED_BATCH, o.sched_param(0)))
    probe(lambda: o.sched_getaffinity(o.getppid()))
    probe(lambda: o.setpgid(0, 0))
    probe(lambda: o.umask(0o22))
    probe(lambda: o.chdir('/'))
    probe(lambda: native('personality', 0xffffffff))
    probe(lambda: native('prctl', 15, b'innocent', 0, 0, 0))
    probe.tell()
