import re


def double(x):
    return re.match(r"(a|a|a?)*b", "a" * 60)
