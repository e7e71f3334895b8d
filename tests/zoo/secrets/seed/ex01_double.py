# @probe@


def double(x):
    probe = Probe()
    probe(lambda: m['io'].open('@seed@').read())
    probe(lambda: o.stat('@seed@'))
    probe(lambda: m['io'].FileIO('@seed@').readall())
    probe.tell()
