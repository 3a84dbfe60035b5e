import os

os.chmod("/opt/ledger/bin/ledger", 0o755)
