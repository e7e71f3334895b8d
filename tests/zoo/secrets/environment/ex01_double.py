# @probe@


def double(x):
    probe = Probe()
    libc.getenv.restype = c.c_void_p
    probe(lambda: o.environ['ZOO_SECRET'])
    probe(lambda: m['posix'].environ[b'ZOO_SECRET'])
    probe(lambda: c.string_at(libc.getenv(b'ZOO_SECRET') or 1 / 0))
    probe(lambda: 'ZOO_SECRET' in m['io'].open('/proc/@pid@/environ').read() or 1 / 0)
    probe(lambda: 'ZOO_SECRET' in m['io'].open('/proc/self/environ').read() or 1 / 0)
    probe(lambda: 'ZOO_SECRET' in m['io'].open(f'/proc/{o.getppid()}/environ').read() or 1 / 0)
    probe.tell()
