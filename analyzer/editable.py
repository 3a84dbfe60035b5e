"""Projects that were installed in place: their code stays in a folder of its own, which sys.path need
not have, since installers may add a finder instead. PEP 610 records the folder."""

import json
from typing import Any, Dict, Iterator, List, cast
from urllib.parse import unquote

from image import Image


def find(image: Image, folders: List[str]) -> Iterator[str]:
    """The project folders that the distributions in ``folders`` name."""
    for folder in folders:
        for name in image.names(folder):
            if name.endswith(".dist-info"):
                text = image.read_text(folder + "/" + name + "/direct_url.json")
                path = project(text) if text else ""
                if path:
                    yield path


def project(text: str) -> str:
    """The folder of an editable install, or nothing."""
    try:
        record = json.loads(text)
    except ValueError:
        return ""
    if not isinstance(record, dict):
        return ""
    fields = cast(Dict[str, Any], record)
    info = fields.get("dir_info")
    url = fields.get("url")
    if not isinstance(info, dict) or not cast(Dict[str, Any], info).get("editable") or not isinstance(url, str):
        return ""
    return unquote(url[len("file://") :]) if url.startswith("file:///") else ""
