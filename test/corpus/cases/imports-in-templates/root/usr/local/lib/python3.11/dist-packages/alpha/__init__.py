import os
from tengine import Template
def go(): return Template(os.path.join(os.path.dirname(__file__), "templates", "a.mako")).render()
