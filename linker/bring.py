"""What goes into the image beside python.km, where it needs what the image has not."""

import os
import shutil
from pathlib import Path
from typing import List, Sequence

from manifest import Manifest

# In every root that a toolchain is made in: of libc-bin, which is essential.
LOCALE = Path("/usr/lib/locale/C.utf8")


def bring_library(library: Path, manifest: Manifest, root: Path) -> None:
    """Give an image the library of this interpreter's revision, in place of the files that it has of its own."""
    folder = Path("usr/lib") / f"python{manifest.python.short}"
    kept = manifest.library or frozenset()
    wanted = {path for name in kept for path in (folder / name, *(folder / name).parents)}

    def unwanted(where: str, names: Sequence[str]) -> List[str]:
        here = Path(where).relative_to(library)
        return [name for name in names if here / name not in wanted]

    shutil.copytree(library, root, symlinks=True, ignore=unwanted)


def bring_locale(root: Path) -> None:
    """Give an image of musl's, to which every locale is UTF-8, the one that glibc needs for LANG=C.UTF-8 and reads
    from a folder; what the image has there is for nobody else."""
    target = root / "usr/lib/locale/C.utf8"
    shutil.copytree(LOCALE, target)
    for path in sorted(target.rglob("*"), reverse=True):
        os.utime(path, (0, 0))
    for folder in (target, *target.parents):
        if folder == root:
            break
        os.utime(folder, (0, 0))
