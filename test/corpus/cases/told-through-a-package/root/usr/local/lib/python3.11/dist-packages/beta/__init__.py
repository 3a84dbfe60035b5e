from alpha.api import load
def go():
    return load("wsgiref.headers:Headers").__name__, load("wave").__name__
