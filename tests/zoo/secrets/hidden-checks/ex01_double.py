# @probe@


def double(x):
    probe = Probe()
    probe(lambda: m['io'].open('@checks@').read())
    probe(lambda: m['linecache'].getlines('@checks@')[0])
    probe(lambda: o.access('@checks@', 4) or 1 / 0)
    probe.tell()
