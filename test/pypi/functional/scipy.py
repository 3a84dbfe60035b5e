"""Solvers, special functions, sparse matrices, optimization and statistics."""

import numpy as np
from scipy import fft, integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats

print(np.round(linalg.lu(np.array([[4.0, 3], [6, 3]]))[2], 9).tolist(), round(integrate.quad(np.sin, 0, np.pi)[0], 9))
print(np.round(special.jv(0, [0, 1, 2]), 9).tolist(), round(special.gamma(5.5), 9), round(stats.norm.cdf(1.96), 9))
print(round(optimize.minimize(lambda x: (x[0] - 3) ** 2, [0]).x[0], 4), round(optimize.brentq(lambda x: x * x - 2, 0, 2), 9))
print(sparse.csr_matrix(np.eye(3)).dot([1, 2, 3]).tolist(), np.round(interpolate.CubicSpline([0, 1, 2], [0, 1, 4])(1.5), 9))
print(spatial.ConvexHull(np.array([[0, 0], [1, 0], [0, 1], [0.2, 0.2]])).area > 3, np.round(signal.butter(2, 0.5)[0], 9).tolist())
