"""What psycopg does without a server: adapting, quoting, types, and the error of no connection."""

import datetime
import decimal

import psycopg2
from psycopg2 import _psycopg, extensions, extras, sql

print(psycopg2.__version__.split()[0], _psycopg.__name__, psycopg2.apilevel, psycopg2.threadsafety, psycopg2.paramstyle)
for value in (None, True, 3, 1.5, decimal.Decimal("1.10"), "O'Reilly\\", b"\0\xff", [1, "a"], datetime.date(2024, 2, 29)):
    adapted = extensions.adapt(value)
    if hasattr(adapted, "encoding"):
        adapted.encoding = "utf-8"
    print(type(adapted).__name__, adapted.getquoted())
print(extensions.parse_dsn("host=a port=5 dbname='x y'"), extensions.parse_dsn("postgresql://u:p@h:1/d?sslmode=require"))
print(extensions.make_dsn(host="h", password="a b'c"), extensions.libpq_version() > 90000)
print(extensions.encrypt_password("secret", "user", algorithm="md5"))
print(sql.Composed([sql.SQL("select "), sql.Literal(1)]), sql.Identifier('a"b').string)
print(extensions.DATE("2024-02-29", None), extensions.FLOAT("1.5", None), extensions.UNICODE("é".encode(), None), extensions.BOOLEAN("t", None))
print(extras.Json({"a": 1}), extras.NumericRange(1, 5), extras.NumericRange(1, 5).upper_inc)
print(len(psycopg2.errorcodes.__dict__) > 200 if hasattr(psycopg2, "errorcodes") else "", psycopg2.errors.lookup("23505").__name__)
for dsn in ("host=127.0.0.1 port=1 connect_timeout=2", "host=/nowhere", "nonsense"):
    try:
        psycopg2.connect(dsn)
    except psycopg2.Error as error:
        print(type(error).__name__, " ".join(str(error).split()))
