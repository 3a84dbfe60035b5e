import html

from .base import Report


class HtmlReport(Report):
    escape = html.escape
