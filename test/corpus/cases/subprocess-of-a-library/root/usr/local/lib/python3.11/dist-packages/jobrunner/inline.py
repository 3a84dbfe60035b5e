def main():
    import sched

    print(sched.__name__)
