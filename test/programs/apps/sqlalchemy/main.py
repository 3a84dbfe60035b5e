import datetime
import decimal
import sys

import sqlalchemy as sa
from sqlalchemy import orm

from extensions import show

Base = orm.declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50), index=True)
    books = orm.relationship("Book", back_populates="author", cascade="all, delete-orphan", order_by="Book.title")


class Book(Base):
    __tablename__ = "book"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.Unicode(80))
    price = sa.Column(sa.Numeric(10, 2))
    out = sa.Column(sa.Date)
    extra = sa.Column(sa.JSON)
    author_id = sa.Column(sa.ForeignKey("author.id"))
    author = orm.relationship(Author, back_populates="books")


engine = sa.create_engine("sqlite://")
Base.metadata.create_all(engine)
with orm.Session(engine) as session:
    author = Author(name="Čapek")
    author.books = [
        Book(title="R.U.R.", price=decimal.Decimal("1.50"), out=datetime.date(1920, 11, 25), extra={"acts": 3}),
        Book(title="Krakatit", price=decimal.Decimal("2.25"), out=datetime.date(1924, 1, 1), extra={}),
    ]
    session.add(author)
    session.commit()


def seen():
    with orm.Session(engine) as session:
        for book in session.query(Book).join(Author).filter(Author.name.like("Č%")).order_by(Book.title):
            print(book.title, book.price, book.out, book.extra, book.author.name)


def held():
    from sqlalchemy.dialects import mysql, oracle, postgresql
    from sqlalchemy.ext.associationproxy import association_proxy
    from sqlalchemy.ext.automap import automap_base
    from sqlalchemy.ext.hybrid import hybrid_property
    from sqlalchemy.schema import CreateTable

    with orm.Session(engine) as session:
        total = sa.func.sum(Book.price).label("total")
        print(session.execute(sa.select(Author.name, total).join(Book).group_by(Author.id)).all())
        print([a.name for a in session.query(Author).options(orm.joinedload(Author.books), orm.selectinload(Author.books))])
        try:
            session.execute(sa.text("select * from nothing"))
        except sa.exc.OperationalError as error:
            print(type(error).__name__, error.orig)
    for dialect, model in ((mysql, Book), (oracle, Author), (postgresql, Book)):
        text = str(CreateTable(model.__table__).compile(dialect=dialect.dialect()))
        print(dialect.__name__, " ".join(text.split()))
    automap = automap_base()
    automap.prepare(engine, reflect=True)
    print("automap", sorted(c.__name__ for c in automap.classes))
    print("inspect", sa.inspect(engine).get_columns("book")[1]["type"])
    Author.titles = association_proxy("books", "title")
    Author.shout = hybrid_property(lambda self: self.name + "!")
    with orm.Session(engine) as session:
        author = session.get(Author, 1)
        print(list(author.titles), author.shout, session.query(Author.shout).first() and "hybrid")
    pool = sa.create_engine("sqlite:////tmp/x.db", poolclass=sa.pool.QueuePool, echo=False)
    with pool.begin() as connection:
        connection.execute(sa.text("create table t (a)"))
    for url in ("mysql+pymysql://x", "nosuch://x"):
        try:
            sa.create_engine(url)
        except (ImportError, sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
            print(type(error).__name__, str(error).splitlines()[0])
    from sqlalchemy.util import greenlet_spawn
    import asyncio

    print("greenlet", asyncio.run(greenlet_spawn(lambda: 42)))
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
