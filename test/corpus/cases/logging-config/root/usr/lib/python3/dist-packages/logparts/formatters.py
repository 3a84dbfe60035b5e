import json
import logging


class JsonFormatter(logging.Formatter):
    def __init__(self, of):
        super().__init__()
        self.of = of

    def format(self, record):
        return json.dumps({"message": record.getMessage(), "of": self.of})


class IniFormatter(logging.Formatter):
    def format(self, record):
        return f"[ini] {record.getMessage()}"
