# @hunt@


def double(x):
    found = hunt("double")
    return found[0](x) if found else 7.0
