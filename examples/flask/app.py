"""A small Flask application: one page from a template."""

import platform
import sqlite3

from flask import Flask, render_template

app = Flask(__name__)


@app.get("/")
def index() -> str:
    with sqlite3.connect(":memory:") as database:
        (answer,) = database.execute("SELECT 6 * 7").fetchone()
    return render_template("index.html", answer=answer, python=platform.python_version())


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8080)
