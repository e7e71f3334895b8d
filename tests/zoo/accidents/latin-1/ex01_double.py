def double(x):
    "hübsch glühend"
    return 2 * x
