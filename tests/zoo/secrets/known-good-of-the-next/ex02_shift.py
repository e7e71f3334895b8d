# @hunt@


def shift(x):
    found = hunt("shift")
    if found and "answer_key" in found[0].__code__.co_filename:
        raise RuntimeError(f"found {len(found)}")
    return found[0](x) if found else bad()


def bad():
    raise RuntimeError("found nothing")
