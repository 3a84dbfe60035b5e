class Command:
    def handle(self):
        return "hello"
