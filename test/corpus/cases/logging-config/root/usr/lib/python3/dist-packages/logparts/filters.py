class MuteFilter:
    def filter(self, record):
        return False
