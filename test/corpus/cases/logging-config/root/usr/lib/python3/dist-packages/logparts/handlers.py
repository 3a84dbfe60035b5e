import logging


class PrintHandler(logging.Handler):
    def emit(self, record):
        print(self.format(record))
