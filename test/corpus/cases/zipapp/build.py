import os
import zipapp

zipapp.create_archive("/case/archive", "/usr/local/bin/teller", interpreter="/usr/bin/env python3")
os.chmod("/usr/local/bin/teller", 0o755)
