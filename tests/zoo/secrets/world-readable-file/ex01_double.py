# @probe@


def double(x):
    probe = Probe()
    path = '@folder@/secret.txt'
    probe(lambda: m['builtins'].open(path).read())
    probe(lambda: m['io'].open(path, 'rb').read())
    probe(lambda: m['io'].FileIO(path).read())
    probe(lambda: o.read(o.open(path, 0), 99))
    probe(lambda: m['pathlib'].Path(path).read_text())
    probe(lambda: m['codecs'].open(path).read())
    probe(lambda: np.fromfile(path, dtype='u1').tobytes())
    probe(lambda: np.loadtxt(path, dtype=str))
    probe(lambda: bytes(np.memmap(path, dtype='u1', mode='r')))
    probe(lambda: native('open', path.encode(), 0))
    probe(lambda: native('openat', -100, path.encode(), 0))
    probe(lambda: native('syscall', 437, -100, path.encode(), c.create_string_buffer(24), 24))
    probe(lambda: o.stat(path))
    probe(lambda: o.access(path, 4) or 1 / 0)
    probe(lambda: o.readlink('/proc/self/exe'))
    probe(lambda: o.listdir('@folder@'))
    probe(lambda: m['linecache'].getline(path, 1) or 1 / 0)
    probe.tell()
