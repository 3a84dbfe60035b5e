"""A page of flask's that gunicorn serves by gevent workers, with a database behind it."""

import socket

import flask
import psycopg2
import sqlalchemy
from markupsafe import _speedups
from sqlalchemy import util
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = flask.Flask(__name__)


class Base(DeclarativeBase):
    pass


class Word(Base):
    __tablename__ = "words"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


@app.get("/")
def page():
    engine = sqlalchemy.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(Word(text=text) for text in ("<one>", "zwei é"))
        session.commit()
        words = session.scalars(sqlalchemy.select(Word).order_by(Word.text)).all()
    try:
        sqlalchemy.create_engine("postgresql+psycopg2://u:p@127.0.0.1:1/d").connect()
        refused = "connected"
    except sqlalchemy.exc.OperationalError as error:
        refused = type(error.orig).__name__
    facts = {
        "socket": socket.socket.__module__,
        "speedups": _speedups.__name__,
        "compiled": util.has_compiled_ext(),
        "psycopg2": psycopg2.__version__.split()[0],
        "refused": refused,
    }
    return flask.render_template_string("{% for w in words %}<p>{{ w.id }} {{ w.text }}{% endfor %}<pre>{{ facts|tojson }}", words=words, facts=facts)


if __name__ == "__main__":
    print(app.test_client().get("/").text)
