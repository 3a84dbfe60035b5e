#!/usr/bin/env python3
import os

from fetchlib import protocols

print("fetching with", protocols.default())
print("link resolved" if os.path.realpath(__file__) == "/opt/fetcher.py" else __file__)
