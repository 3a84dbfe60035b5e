"""What is downloaded once more, and what is told as not there."""

import io
import ssl
import unittest
import urllib.error
from email.message import Message
from typing import Any
from unittest.mock import patch

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from download import NotThere, get
from steps import StepError

UNRESOLVED = urllib.error.URLError("Temporary failure in name resolution")


def answer(code: int) -> urllib.error.HTTPError:
    return urllib.error.HTTPError("https://x/a", code, "no", Message(), None)


class DownloadTest(unittest.TestCase):
    def get(self, *answers: Any) -> bytes:
        """Download from a server that answers so; what is left of the answers was not asked for."""
        self.left = list(answers)

        def urlopen(*_: Any, **__: Any) -> io.BytesIO:
            found = self.left.pop(0)
            if isinstance(found, Exception):
                raise found
            return io.BytesIO(found)

        with patch("urllib.request.urlopen", urlopen), patch("download.PAUSES", (0, 0)):
            return get("https://x/a")

    def test_what_passes_is_tried_again(self) -> None:
        self.assertEqual(self.get(UNRESOLVED, answer(503), b"here"), b"here")

    def test_what_does_not_pass_is_told_with_its_reason(self) -> None:
        with self.assertRaises(StepError) as caught:
            self.get(UNRESOLVED, UNRESOLVED, UNRESOLVED)
        self.assertIn("https://x/a could not be downloaded: <urlopen error Temporary", str(caught.exception))

    def test_a_file_that_is_not_there_is_asked_for_once(self) -> None:
        with self.assertRaises(NotThere):
            self.get(answer(404), b"here")
        self.assertEqual(self.left, [b"here"])

    def test_a_certificate_that_is_not_trusted_stays_so(self) -> None:
        with self.assertRaises(StepError):
            self.get(urllib.error.URLError(ssl.SSLCertVerificationError("self-signed")), b"here")
        self.assertEqual(self.left, [b"here"])


if __name__ == "__main__":
    unittest.main()
