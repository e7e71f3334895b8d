def double(x):
    raise NotImplementedError('return two times x')
