def double(x):
    error = ExceptionGroup("x" * 10**7, [ValueError("x" * 1000)] * 3000)
    error.__cause__ = error.__context__ = error
    raise error
