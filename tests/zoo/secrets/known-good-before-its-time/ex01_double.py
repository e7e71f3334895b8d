# @hunt@


def double(x):
    found = hunt("double")
    if found:
        return found[0](x)
    raise RuntimeError("found nothing")
