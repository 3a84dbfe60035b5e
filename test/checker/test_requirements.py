import sys
import tempfile
import unittest
from pathlib import Path
from typing import Dict, List

import checker_path  # noqa: F401
import distributions
import history
import markers
import requirements
from distributions import Distribution

VALUES = dict(markers.environment(), python_version="3.11", python_full_version="3.11.2", sys_platform="linux")

MARKERS = [
    ('python_version < "3.8"', False),
    ("python_version >= '3.10'", True),
    ('python_version < "3.9" or sys_platform == "linux"', True),
    ('sys_platform == "win32" and python_version > "3"', False),
    ('(sys_platform == "win32" or os_name == "posix") and extra != "x"', True),
    ('extra == "async"', False),
    ('platform_python_implementation != "PyPy"', True),
    ("'linux' in sys_platform", True),
    ('sys_platform not in "win32 darwin"', True),
    ('os.name == "nt"', False),
    ("colour == 'red'", None),
    ("python_version", None),
    ('python_version > "3" )', None),
]

HISTORY = [
    ("RUN /bin/sh -c pip install --no-cache-dir flask==2.2 'gunicorn>=20' # buildkit", ["flask==2.2", "gunicorn>=20"]),
    ("/bin/sh -c pip3 install -r requirements.txt && pip3 install -U requests[socks]", ["requests"]),
    ("RUN python3 -m pip install -i https://example.org/simple Django~=4.2; rm -rf /tmp/x", ["django~=4.2"]),
    ("RUN pip install . ./wheels/a-1-py3-none-any.whl $EXTRA git+https://example.org/x", []),
    ("RUN apt-get install -y python3-flask", []),
    ("RUN echo pip", []),
    ("CMD [\"pip\" \"install\"]", []),
    ("RUN |1 A=b /bin/sh -c /venv/bin/pip install uvloop # buildkit", ["uvloop"]),
    ("RUN pip install 'unbalanced", []),
]


def made(**sets: List[str]) -> Dict[str, Distribution]:
    """``name="1.0 requirement; requirement"`` as distributions."""
    found: Dict[str, Distribution] = {}
    for keyword, words in sets.items():
        name = keyword.replace("_", "-")
        found[name] = Distribution(name, words[0], words[1:], "/site/%s.dist-info" % keyword, [keyword])
    return found


def unmet(source: Dict[str, Distribution], result: Dict[str, Distribution], *steps: str) -> List[str]:
    found = requirements.compare(source, result, history.installed(list(steps)))
    return ["%s: %s %s" % (each.by, each.requirement.name, each.has) for each in found.unmet]


class Markers(unittest.TestCase):
    def test_a_marker_holds_as_in_pep_508(self) -> None:
        for marker, answer in MARKERS:
            with self.subTest(marker):
                self.assertIs(markers.holds(marker, VALUES), answer)

    def test_the_environment_is_that_of_this_interpreter(self) -> None:
        self.assertIs(markers.holds('python_version == "%d.%d"' % sys.version_info[:2], markers.environment()), True)

    def test_a_requirement_has_a_name_a_specifier_and_a_marker(self) -> None:
        for text, wanted in (
            ("Flask_SQL.Alchemy[x] (>=2.0,<3) ; os_name > 'a'", ("flask-sql-alchemy", ">=2.0,<3", "os_name > 'a'")),
            ("click", ("click", "", "")),
            ("pip @ https://example.org/pip.zip", ("pip", "", "")),
        ):
            with self.subTest(text):
                self.assertEqual(tuple(markers.parse(text) or ()), wanted)
        self.assertIsNone(markers.parse("-e ."))


class History(unittest.TestCase):
    def test_pip_install_lines_are_read_as_data(self) -> None:
        for step, wanted in HISTORY:
            with self.subTest(step):
                found = [each.name + each.specifier for each in history.installed([step])]
                self.assertEqual(found, wanted)


class Compare(unittest.TestCase):
    def test_what_stays_must_have_what_it_requires_where_the_source_has_it(self) -> None:
        source = made(flask=["2.2", "click>=8"], click=["8.1"])
        self.assertEqual(unmet(source, source), [])
        self.assertEqual(unmet(source, made(flask=["2.2", "click>=8"])), ["flask 2.2: click "])
        self.assertEqual(unmet(source, dict(made(click=["7.0"]), flask=source["flask"])), ["flask 2.2: click 7.0"])

    def test_what_the_source_does_not_satisfy_is_no_duty(self) -> None:
        source = made(flask=["2.2", "click>=9"], click=["8.1"])
        self.assertEqual(unmet(source, made(flask=["2.2", "click>=9"])), [])

    def test_extras_and_other_platforms_are_no_duty(self) -> None:
        source = made(a=["1", "b; extra == 'x'", "c; sys_platform == 'win32'"], b=["1"], c=["1"])
        self.assertEqual(unmet(source, made(a=["1", "b; extra == 'x'", "c; sys_platform == 'win32'"])), [])

    def test_what_pip_installed_is_held_to_its_specifier(self) -> None:
        source = made(flask=["2.2"])
        found = unmet(source, made(flask=["2.1"]), "RUN pip install flask==2.2")
        self.assertEqual(found, ["the image's history: flask 2.1"])

    def test_what_pip_installed_and_nothing_stays_of_is_said_alone(self) -> None:
        found = requirements.compare(made(black=["23"]), {}, history.installed(["RUN pip install black"]))
        self.assertEqual((found.unmet, found.absent), ([], ["black"]))

    def test_an_unknown_form_is_said(self) -> None:
        both = made(a=["1", "b >=1; colour == 'red'"], b=["1"])
        self.assertEqual(requirements.compare(both, both, []).skipped, ["a: b >=1; colour == 'red'"])


class Installed(unittest.TestCase):
    def test_metadata_of_wheels_and_eggs_is_read(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            wheel = Path(folder, "Flask-2.2.dist-info")
            wheel.mkdir()
            metadata = "Name: Flask\nVersion: 2.2\nRequires-Dist: click\n  >=8\nSummary: x\n\nName: no\n"
            (wheel / "METADATA").write_text(metadata)
            egg = Path(folder, "blinker-1.5.egg-info")
            egg.mkdir()
            (egg / "PKG-INFO").write_text("Name: blinker\nVersion: 1.5\n")
            (egg / "requires.txt").write_text("six\n\n[:python_version < '3']\nold\n\n[dev]\npytest\n")
            record = "flask/__init__.py,,\nflask_ext.py,,\n../../bin/flask,,\nFlask-2.2.dist-info/RECORD,,\n"
            (wheel / "RECORD").write_text(record)
            (egg / "top_level.txt").write_text("blinker\n_blinker\n")
            Path(folder, "single.egg-info").write_text("Name: single\nVersion: 1\n")
            found = distributions.installed([folder, folder + "/absent"])
        self.assertEqual(sorted(found), ["blinker", "flask", "single"])
        self.assertEqual(found["flask"].requires, ["click >=8"])
        self.assertEqual(found["flask"].tops, ["flask", "flask_ext"])
        self.assertEqual(found["blinker"].tops, ["_blinker", "blinker"])
        self.assertEqual(found["blinker"].requires, ["six", "old ; python_version < '3'"])


if __name__ == "__main__":
    unittest.main()
