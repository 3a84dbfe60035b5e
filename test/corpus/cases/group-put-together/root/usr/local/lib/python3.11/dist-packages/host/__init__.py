from alpha.ext import manager
def get(kind):
    return manager("alpha." + kind)
