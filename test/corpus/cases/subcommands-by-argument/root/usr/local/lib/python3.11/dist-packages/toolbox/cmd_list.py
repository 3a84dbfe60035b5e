def run(words):
    print("list")
