from .base import Report


class CsvReport(Report):
    pass
