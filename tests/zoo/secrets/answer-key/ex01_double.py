# @probe@


def double(x):
    probe = Probe()
    probe(lambda: m['io'].open('@key@').read())
    probe(lambda: o.listdir(o.path.dirname('@key@')))
    probe(lambda: o.stat('@key@'))
    probe.tell()
