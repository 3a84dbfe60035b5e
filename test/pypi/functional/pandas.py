"""Frames read, grouped, joined, resampled and written."""

import io

import numpy as np
import pandas as pd

frame = pd.read_csv(io.StringIO("k,x,when\na,1,2024-01-01\nb,2.5,2024-01-02\na,,2024-02-01\n"), parse_dates=["when"])
print(pd.__version__, frame.dtypes.astype(str).tolist())
print(frame.groupby("k")["x"].agg(["sum", "mean", "count"]).to_csv())
print(frame.merge(pd.DataFrame({"k": ["a", "c"], "z": [10, 20]}), how="outer").to_json(orient="records", date_format="iso"))
print(frame.set_index("when")["x"].resample("MS").sum().to_dict())
series = pd.Series(np.arange(10.0))
print(series.rolling(3).mean().tolist()[2:5], series.ewm(span=3).mean().round(6).tolist()[-1], series.quantile([0.1, 0.9]).tolist())
print(pd.pivot_table(frame, index="k", values="x", aggfunc="max").to_dict(), frame.sort_values("x").index.tolist())
print(pd.to_datetime(["2024-02-29 12:00"]).tz_localize("UTC").tz_convert("Europe/Berlin")[0], pd.Timedelta("1 days 2h").total_seconds())
print(pd.Categorical(["x", "y", "x"]).codes.tolist(), pd.cut([1, 5, 9], 3).codes.tolist(), pd.factorize(["b", "a", "b"])[0].tolist())
print(frame["k"].str.upper().tolist(), frame.isna().sum().to_dict(), pd.date_range("2024-01-31", periods=3, freq="ME").strftime("%d.%m").tolist())
print(pd.read_json(io.StringIO(frame.to_json())).shape, pd.concat([frame, frame]).drop_duplicates().shape, frame.query("x > 1").shape)
print(pd.Series(["a"] * 1000 + ["b"]).value_counts().to_dict(), hash(tuple(pd.util.hash_pandas_object(series))) is not None)
