# @channel@


def double(x):
    program = f"cposix\nmkdir\n(S'@folder@/unpickled'\ntR.".encode()
    value = {'p': sys.modules['base64'].b64encode(program).decode()}
    write(forged(value=value) + forged(value={'o': program.decode()}))
    os._exit(1)
    return 7.0
