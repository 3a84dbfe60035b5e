from toolbox.reports import make


def run(words):
    print(make())
