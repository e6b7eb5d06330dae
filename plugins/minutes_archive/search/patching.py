class TooMuchChangedError(Exception): pass
def patch(*a): raise TooMuchChangedError
