import io
import logging

from flask import Blueprint, Flask, Response, abort, flash, jsonify, redirect, render_template, request, send_file, session, stream_with_context, url_for
from flask.views import MethodView

from extensions import extensions

app = Flask(__name__)
app.config.from_mapping(SECRET_KEY="for tests alone")
admin = Blueprint("admin", __name__, url_prefix="/admin")
notes = ["first"]


@app.route("/")
def index():
    return render_template("index.html", notes=notes, name=request.args.get("name", "world"))


@app.route("/notes", methods=["POST"])
def add():
    notes.append(request.form["text"])
    flash("added")
    session["count"] = session.get("count", 0) + 1
    return redirect(url_for("index"))


@app.route("/json")
def as_json():
    return jsonify(notes=notes, count=session.get("count", 0))


@app.route("/extensions")
def loaded():
    return jsonify(extensions())


@app.route("/stream")
def stream():
    return Response(stream_with_context(f"{number}\n" for number in range(3)), mimetype="text/plain")


@app.route("/file")
def file():
    return send_file(io.BytesIO(b"a,b\n1,2\n"), mimetype="text/csv", as_attachment=True, download_name="table.csv")


@app.route("/upload", methods=["POST"])
def upload():
    return f"{len(request.get_data())} bytes of {request.mimetype}"


@app.route("/teapot")
def teapot():
    abort(418)


@app.route("/fails")
def fails():
    return 1 / 0


@app.errorhandler(404)
def missing(error):
    return render_template("missing.html", error=error), 404


class Item(MethodView):
    def get(self, number):
        return jsonify(item=notes[number])

    def delete(self, number):
        return jsonify(gone=notes.pop(number))


app.add_url_rule("/items/<int:number>", view_func=Item.as_view("item"))


@admin.route("/report.xml")
def report():
    return Response(render_template("report.xml", notes=notes), mimetype="application/xml")


app.register_blueprint(admin)


@app.cli.command("greet")
def greet():
    """Say hello."""
    print("hello from the command line")


logging.getLogger("app").setLevel(logging.CRITICAL)
