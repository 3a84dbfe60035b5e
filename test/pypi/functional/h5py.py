"""Groups, sets and attributes in a file of HDF5."""

import h5py
import numpy as np

with h5py.File("/tmp/x.h5", "w") as file:
    made = file.create_dataset("a/b", data=np.arange(100).reshape(10, 10), chunks=(5, 5), compression="gzip")
    made.attrs["unit"] = "m/s é"
    file["words"] = ["x", "yz"]
with h5py.File("/tmp/x.h5") as file:
    print(file["a/b"][2:4, ::3].tolist(), file["a/b"].attrs["unit"], file["words"][1], file["a/b"].compression, list(file))
