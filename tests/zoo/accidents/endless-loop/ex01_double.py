def double(x):
    total, count = 0, 0
    while count < 2:
        total += x
    return total
