import os

import storage

try:
    print(storage.open_store(os.environ["STORE"]).describe())
except LookupError as error:
    print(error.args[0])
