# @probe@


def double(x):
    probe = Probe()
    probe(lambda: m['resource'].setrlimit(m['resource'].RLIMIT_CORE, (-1, -1)))
    probe(lambda: m['io'].open('/proc/sys/kernel/core_pattern').read())
    probe(lambda: native('prctl', 4, 1, 0, 0, 0))
    probe(lambda: m['io'].open('/proc/self/coredump_filter', 'w').write('255'))
    probe.tell()
