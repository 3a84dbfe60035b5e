"""Whether the records of third-party modules are enough for a link, and what is said where they are not."""

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from gate import Refused, blame, choose
from manifest import Debian, Manifest, Python, Record
from relinked import RecordsError, read_all

OBJECT = "objects/" + "a" * 40 + ".o"


def record(module: str, distribution: str = "one", version: str = "1.0") -> Record:
    path = module.replace(".", "/")
    init = "PyInit_" + module.rpartition(".")[2]
    file = f"{path}.cpython-311-x86_64-linux-gnu.so"
    return Record(f"{distribution}=={version}:{module}", distribution, version, file, init)


def row(*paths: str, needs: Sequence[str] = ()) -> Dict[str, Any]:
    return {
        "paths": list(paths),
        "inits": {"PyInit__c": "PyInit__c__aaaa"},
        "needs": list(needs),
        "archives": [],
        "object": OBJECT,
        "cxx": False,
    }


def library(name: str, archive: Optional[str], *needs: str) -> Dict[str, Any]:
    return {"name": name, "archive": archive, "needs": list(needs), "package": "libone1 1.0", "copyright": None}


class GateTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def write(self, distribution: str, *rows: Dict[str, Any], **changes: Any) -> None:
        data: Dict[str, Any] = {
            "format": 1,
            "distribution": distribution,
            "version": "1.0",
            "soabi": "cpython-311-x86_64-linux-gnu",
            "failed": None,
            "source": {"kind": "index", "sha256": "b" * 64},
            "records": list(rows),
            "shared": [],
            "libraries": [],
            "archives": {},
            "plugins": [],
            "notes": [],
            "without": [],
        }
        data.update(changes)
        folder = self.folder / distribution
        (folder / "objects").mkdir(parents=True)
        (folder / "archives").mkdir()
        (folder / "archives/libx.a").touch()
        (folder / "records.json").write_text(json.dumps(data), encoding="utf-8")

    def choose(self, *records: Record, own: Sequence[str] = (), hashes: Sequence[str] = ()):
        allowed = {"one": tuple(hashes)} if hashes else {}
        python = Python("3.11.2", "", "cpython-311-x86_64-linux-gnu")
        manifest = Manifest(python, Debian("3.11.2-6"), (), records, allowed, None, None)
        return choose(manifest, read_all(self.folder), own)

    def reasons(self, *records: Record, **options: Any) -> List[str]:
        return [refused.reason for refused in self.choose(*records, **options)[1]]

    def test_a_module_is_found_by_where_the_build_left_it(self) -> None:
        self.write("one", row("build/lib.linux/a/_c.abi3.so"), row("build/lib.linux/b/_c.abi3.so"))
        additions, refused = self.choose(record("b._c"))
        self.assertEqual((len(additions.linked), additions.linked[0].symbol, refused), (1, "PyInit__c__aaaa", []))

    def test_a_module_that_the_build_copied_is_found_by_its_init_function(self) -> None:
        self.write("one", row("target/release/libone.so"))
        self.assertEqual(self.reasons(record("one._c")), [])

    def test_of_two_that_may_be_meant_none_is_taken(self) -> None:
        self.write("one", row("x/libone.so"), row("y/libtwo.so"))
        (reason,) = self.reasons(record("one._c"))
        self.assertIn("its build made no one/_c.cpython-311-x86_64-linux-gnu.so that defines PyInit__c", reason)

    def test_a_module_that_was_not_built_is_no_pure_python_in_silence(self) -> None:
        self.write("one")
        self.assertIn("its build made no one/_c", self.reasons(record("one._c"))[0])

    def test_a_failed_build_says_why(self) -> None:
        self.write("one", failed={"reason": "gcc failed while building a wheel (exit 1)", "log": []})
        self.assertEqual(self.reasons(record("one._c")), ["gcc failed while building a wheel (exit 1)"])

    def test_a_module_that_could_not_be_recorded_says_why(self) -> None:
        why = "its objects could not be joined"
        self.write("one", {"paths": ["one/_c.so"], "needs": [], "cxx": False, "failed": why})
        self.assertIn("could not be recorded: its objects could not be joined", self.reasons(record("one._c"))[0])

    def test_records_of_another_version_are_refused(self) -> None:
        self.write("one", row("one/_c.so"), version="1.1")
        self.assertEqual(self.reasons(record("one._c")), ["the records are of version 1.1"])

    def test_records_for_another_python_are_refused(self) -> None:
        self.write("one", row("one/_c.so"), soabi="cpython-312-x86_64-linux-gnu")
        (reason,) = self.reasons(record("one._c"))
        wanted = "the records are for the Python of cpython-312-x86_64-linux-gnu, and the image's is of cpython-311-"
        self.assertTrue(reason.startswith(wanted), reason)

    def test_a_lock_file_of_the_image_is_held(self) -> None:
        self.write("one", row("one/_c.so"))
        self.assertEqual(self.reasons(record("one._c"), hashes=["sha256:" + "b" * 64]), [])
        (reason,) = self.reasons(record("one._c"), hashes=["sha256:" + "c" * 64])
        self.assertIn("is not one that the image's lock file has", reason)

    def test_a_library_without_a_static_form_is_named(self) -> None:
        self.write("one", row("one/_c.so", needs=["liby.so.1"]), libraries=[library("liby.so.1", None)])
        self.assertEqual(self.reasons(record("one._c")), ["it needs the library liby.so.1, which has no static form"])

    def test_libraries_are_closed_over_what_they_need(self) -> None:
        first = library("liby.so.1", "archives/liby.a", "libx.so.2")
        second = library("libx.so.2", "archives/libx.a")
        archives = {"libx.a": "archives/libx.a", "liby.a": "archives/liby.a"}
        self.write("one", row("one/_c.so", needs=["liby.so.1"]), libraries=[first, second], archives=archives)
        additions, refused = self.choose(record("one._c"), own=["liby.a"])
        self.assertEqual(refused, [])
        self.assertEqual([path.name for path in additions.archives], ["libx.a"])
        self.assertEqual(additions.own, ["liby.a"])
        self.assertEqual([each.name for each in additions.libraries], ["libx.so.2", "liby.so.1"])

    def test_a_plugin_comes_with_what_it_needs(self) -> None:
        plugin = {"name": "modules/p.so", "object": "objects/" + "b" * 40 + ".o", "symbols": {"init": "init__b"}}
        plugin.update(needs=["libx.so.2"], archives=[])
        libraries = [library("libx.so.2", "archives/libx.a")]
        archives = {"libx.a": "archives/libx.a"}
        self.write("one", row("one/_c.so"), plugins=[plugin], libraries=libraries, archives=archives)
        additions, refused = self.choose(record("one._c"))
        self.assertEqual((refused, [each.name for each in additions.plugins]), ([], ["modules/p.so"]))
        self.assertEqual([path.name for path in additions.archives], ["libx.a"])
        self.assertEqual([Path(path).name[:1] for path in additions.objects], ["a", "b"])

    def test_an_archive_that_two_have_is_linked_once(self) -> None:
        rows = {"libraries": [library("libx.so.2", "archives/libx.a")], "archives": {"libx.a": "archives/libx.a"}}
        self.write("one", row("one/_c.so", needs=["libx.so.2"]), **rows)
        self.write("two", row("two/_c.so", needs=["libx.so.2"]), **rows)
        additions, _ = self.choose(record("one._c"), record("two._c", "two"))
        self.assertEqual([str(path.relative_to(self.folder)) for path in additions.archives], ["one/archives/libx.a"])

    def test_one_refused_distribution_does_not_hide_another(self) -> None:
        self.write("one", failed={"reason": "x", "log": []})
        refused = self.choose(record("one._c"), record("two._c", "two"))[1]
        reasons = {each.distribution: each.reason for each in refused}
        self.assertEqual(reasons, {"one": "x", "two": "nothing was built of it"})

    def test_records_lead_to_no_other_folder(self) -> None:
        for bad in ("../../etc/x.o", "/etc/x.o", "objects/../x.o"):
            with self.subTest(bad), tempfile.TemporaryDirectory() as name:
                self.folder = Path(name)
                self.write("one", {**row("one/_c.so"), "object": bad})
                with self.assertRaises(RecordsError):
                    self.choose(record("one._c"))

    def test_a_link_that_fails_is_blamed_on_whose_files_the_linker_names(self) -> None:
        self.write("one", row("one/_c.so"))
        self.write("two", row("two/_c.so"))
        additions, _ = self.choose(record("one._c"), record("two._c", "two"))
        said = f"""/usr/bin/ld: {self.folder}/two/archives/libx.a(sql.o): in function `close':
sql.c:(.text+0x1a31): undefined reference to `mysql_close'
collect2: error: ld returned 1 exit status"""
        self.assertEqual(
            blame(additions, self.folder, said),
            [Refused("two", "1.0", "the linker fails: undefined reference to `mysql_close'")],
        )
        self.assertEqual(blame(additions, self.folder, "ld: cannot open output file: No space left on device"), [])
        self.assertEqual(blame(additions, None, said), [])


if __name__ == "__main__":
    unittest.main()
