import os
import warnings
import zipfile

warnings.simplefilter("ignore")
with zipfile.ZipFile("/opt/libs.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for folder, _, names in os.walk("/case/archive"):
        for name in sorted(names):
            path = os.path.join(folder, name)
            archive.write(path, os.path.relpath(path, "/case/archive"))
