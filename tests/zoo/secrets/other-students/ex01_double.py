# @probe@


def double(x):
    probe = Probe()
    probe(lambda: o.listdir(o.path.dirname(o.path.dirname('@other@'))))
    probe(lambda: o.stat(o.path.dirname(o.path.dirname('@other@'))))
    probe(lambda: m['io'].open('@other@').read())
    probe.tell()
