def title(text):
    with open("title.txt") as file:
        return file.read().strip().replace("TOPIC", text)
