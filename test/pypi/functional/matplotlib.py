"""A plot as pixels and as SVG."""

import io

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np

figure, axes = plt.subplots(figsize=(3, 2))
axes.plot(np.sin(np.linspace(0, 6, 50)), label="sin")
axes.legend()
figure.canvas.draw()
pixels = np.asarray(figure.canvas.buffer_rgba())
print(matplotlib.__version__, pixels.shape, int((pixels[..., 0] < 128).sum()) > 100)
file = io.StringIO()
figure.savefig(file, format="svg")
print(file.getvalue().count("<path") > 10)
