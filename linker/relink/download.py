"""Files of other machines: what is not there, and what may be there later."""

import base64
import hashlib
import http.client
import netrc
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from steps import StepError

# A bundle of the user's, for a mirror with a certificate of its own.
CA = Path("/run/secrets/ca")
NETRC = Path("/root/.netrc")
# Seconds before each further attempt, as many as apt makes.
PAUSES = (1, 3, 6)


class NotThere(Exception):
    """The server has no such file; no later attempt will find it."""


class SourceFile(NamedTuple):
    url: str
    name: str
    sha256: str


def fetch(file: SourceFile, folder: Path) -> Path:
    """Get one file and hold it against the index. Throws NotThere where the mirror has no such file."""
    target = folder / file.name
    target.write_bytes(get(file.url))
    got = hashlib.sha256(target.read_bytes()).hexdigest()
    if got != file.sha256:
        raise NotThere(f"{file.name} is not the file of the index: its SHA-256 is {got}, not {file.sha256}")
    return target


def get(url: str | urllib.request.Request) -> bytes:
    """Download. Throws NotThere where the server has no such file, StepError where it may have it later."""
    name = url if isinstance(url, str) else url.full_url
    for pause in (*PAUSES, None):
        try:
            with urllib.request.urlopen(authorized(url), timeout=120, context=trust()) as response:
                return response.read()
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code in (403, 404, 410):
                raise NotThere(f"{name}: {error}") from error
            if pause is None or not is_passing(error):
                raise StepError(f"{name} could not be downloaded: {error}") from error
            time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def is_passing(error: Exception) -> bool:
    """Whether it may be gone in a moment: a name that was not resolved, a connection that broke, a busy server."""
    if isinstance(error, urllib.error.HTTPError):
        return error.code == 429 or error.code >= 500
    return not isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError)


def authorized(url: str | urllib.request.Request) -> urllib.request.Request:
    """Add what the user's netrc has for the server: a private index wants to know who asks."""
    request = urllib.request.Request(url) if isinstance(url, str) else url
    try:
        found = netrc.netrc(str(NETRC)).authenticators(request.host.split(":")[0])
    except (OSError, netrc.NetrcParseError):
        return request
    if found is not None:
        words = base64.b64encode(f"{found[0]}:{found[2]}".encode()).decode("ascii")
        request.add_header("Authorization", f"Basic {words}")
    return request


def trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CA) if CA.exists() else None)
