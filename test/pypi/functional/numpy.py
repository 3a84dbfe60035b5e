"""Arrays, linear algebra, transforms, random numbers and files."""

import io

import numpy as np

a = np.arange(24, dtype=np.float64).reshape(4, 6)
print(np.__version__, a.sum(), a.mean(axis=0), a[::2, 1::2].tolist(), (a.T @ a).trace())
m = np.array([[4.0, 1, 2], [1, 3, 0], [2, 0, 5]])
print(np.round(np.linalg.inv(m), 10).tolist(), round(np.linalg.det(m), 9), np.round(np.linalg.eigvalsh(m), 9).tolist())
print(np.round(np.linalg.svd(m)[1], 9).tolist(), np.round(np.linalg.solve(m, [1, 2, 3]), 9).tolist(), np.linalg.matrix_rank(m))
print(np.round(np.linalg.eigvals(np.array([[0.0, 1], [-1, 0]])), 9).tolist(), np.round(np.linalg.cholesky(m), 9).tolist())
print(np.round(np.abs(np.fft.fft(np.sin(np.arange(16)))), 9).tolist()[:4], np.fft.fftfreq(5).tolist())
random = np.random.default_rng(42)
print(random.integers(0, 100, 5).tolist(), random.normal(size=3).tolist(), random.permutation(6).tolist(), np.random.RandomState(1).rand())
record = np.array([(1, 2.5, b"ab")], dtype=[("x", "<i4"), ("y", ">f8"), ("s", "S3")])
file = io.BytesIO()
np.savez_compressed(file, a=a, record=record)
again = np.load(io.BytesIO(file.getvalue()))
print((again["a"] == a).all(), again["record"]["y"], record.dtype.itemsize)
print(np.sort(np.array([3, 1, np.nan])), np.unique([3, 1, 3]), np.einsum("ij,kj->ik", a, a)[0].tolist(), np.cumsum([1, 2, 3]))
print(np.datetime64("2024-02-29") + np.timedelta64(366, "D"), np.array(["a", "é"]).dtype, np.float16(1 / 3), np.longdouble(1) / 3)
big = np.ones((300, 300)) @ np.ones((300, 300))
print(big.sum(), np.isclose(np.exp(np.linspace(0, 1, 1001)).sum(), 1719.140916), np.vectorize(lambda x: x + 1)([1, 2]))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as error:
    print(error)
