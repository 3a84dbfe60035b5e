import json
import logging


def configure(kind):
    if kind == "json":
        from logging import config

        with open("logging.json") as file:
            config.dictConfig(json.load(file))
    else:
        import logging.config

        logging.config.fileConfig("logging.ini", disable_existing_loggers=False)


def flush():
    for handler in logging.getLogger("app").handlers:
        handler.flush()
