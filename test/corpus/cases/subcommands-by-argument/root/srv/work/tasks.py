import os


def clean():
    print("clean in", os.getcwd())
