import io
import sys

import numpy
import pandas

from extensions import show

TABLE = pandas.DataFrame({"k": ["a", "b", "a"], "n": [1, 2, 3], "d": pandas.to_datetime(["2024-01-31", "2024-02-29", "2024-03-31"])})


def seen():
    print(TABLE.groupby("k").n.sum().to_dict())
    print(pandas.read_csv(io.StringIO("a,b\n1,2\n")).to_string())


def held():
    import sqlite3

    print(TABLE.set_index("d").n.resample("M").sum().to_json())
    print(TABLE.merge(pandas.DataFrame({"k": ["a"], "m": [9]}), how="left").m.fillna(0).tolist())
    print(TABLE.pivot_table(index="k", values="n", aggfunc="mean").to_html())
    print(TABLE.k.str.upper().astype("category").cat.codes.tolist(), TABLE.query("n > 1").n.tolist(), TABLE.eval("n * 2").tolist())
    print(TABLE.d.dt.tz_localize("Europe/Prague").iloc[0], pandas.Timestamp("2024-03-31", tz="US/Eastern").isoformat())
    with sqlite3.connect(":memory:") as connection:
        TABLE.to_sql("t", connection, index=False)
        print(pandas.read_sql("select sum(n) s from t", connection).s[0])
    data = io.BytesIO()
    TABLE.to_pickle(data)
    data.seek(0)
    print(pandas.read_pickle(data).equals(TABLE), pandas.read_csv(io.StringIO("a;b\n1;2"), sep=None, engine="python").shape)
    print(TABLE.n.rolling(2).mean().tolist()[1:], TABLE.describe().n["75%"])
    print(pandas.arrays.SparseArray([0, 1]).density, pandas.interval_range(0, 2)[0], pandas.period_range("2024Q1", periods=2, freq="Q")[1])
    print(numpy.linalg.solve([[2, 0], [0, 4]], [2, 4]), numpy.fft.fft([1, 0]).real, numpy.random.default_rng(1).integers(9, size=3), numpy.polynomial.Polynomial([1, 2])(3))
    print(numpy.ma.masked_equal([1, 2], 2).sum(), numpy.testing.assert_allclose([1], [1]), numpy.loadtxt(io.StringIO("1 2")).tolist())
    try:
        pandas.read_excel("none.xlsx")
    except (ImportError, FileNotFoundError) as error:
        print(type(error).__name__)
    try:
        TABLE.plot()
    except ImportError as error:
        print(error)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
