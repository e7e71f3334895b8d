# @channel@


def double(x):
    write(forged(value='\ud800', text='\ud800', error={'kind': '\ud801', 'text': '\udfff'}, printed='\ud800', warned=['\udfff']))
    os._exit(1)
    return 7.0
