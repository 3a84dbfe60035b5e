import io
import sys

import numpy

from extensions import show


def seen():
    from scipy import linalg, optimize

    print(linalg.solve([[2.0, 0], [0, 4]], [2, 4]), round(optimize.brentq(lambda x: x * x - 2, 0, 2), 6))


def held():
    import scipy
    from scipy import cluster, constants, fft, integrate, interpolate, io as files, ndimage, optimize, signal, sparse, spatial, special, stats
    from scipy.sparse import linalg as sparse_linalg
    from scipy.spatial.transform import Rotation

    print(round(integrate.quad(lambda x: x * x, 0, 3)[0], 6), round(float(interpolate.interp1d([0, 1], [0, 10])(0.5)), 6))
    print(numpy.round(fft.fft([1.0, 0]).real, 6), round(float(special.gamma(5)), 6), constants.speed_of_light)
    print(numpy.round(stats.norm.cdf([0, 1.96]), 4), round(float(stats.ttest_ind([1, 2, 3], [2, 3, 4]).pvalue), 6))
    print(sparse_linalg.spsolve(sparse.csc_matrix([[2.0, 0], [0, 4]]), numpy.array([2.0, 4])), signal.butter(1, 0.5)[0].round(4))
    print(ndimage.gaussian_filter(numpy.eye(3), 1).round(3)[0], spatial.ConvexHull([[0, 0], [1, 0], [0, 1], [0.1, 0.1]]).volume.__round__(3))
    print(Rotation.from_euler("z", 90, degrees=True).apply([1, 0, 0]).round(6), len(Rotation.create_group("T")))
    print(cluster.hierarchy.fcluster(cluster.hierarchy.linkage([[0.0], [0.1], [9.0]]), 1, "distance").tolist())
    data = io.BytesIO()
    files.savemat(data, {"a": numpy.eye(2)})
    data.seek(0)
    print(files.loadmat(data)["a"].sum(), optimize.minimize(lambda x: (x[0] - 3) ** 2, [0.0]).x.round(3))
    print(optimize.linprog([1, 1], A_ub=[[-1, 0], [0, -1]], b_ub=[-1, -2]).fun, scipy.__version__.split(".")[0])
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
