"""Compiled modules of installed distributions: the documents and the trees of a made Debian with a Python 3.11."""

import json
import os
import stat
import unittest
from unittest import mock

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import identified
from analysis import write
from ledger import LINKED_IN
from made import Link, elf
from sources import PACKAGES, SourceCase

MORE = "/opt/more/site-packages"
SYSTEM = "/usr/lib/x86_64-linux-gnu"
DPKG = "/var/lib/dpkg/info/"
PYTHON = "Package: python3.11-minimal\nStatus: install ok installed\nVersion: 3.11.2-6+deb12u6\n"
DEBIAN = "ID=debian\nVERSION_CODENAME=bookworm\n"
OUTPUTS = ("plan", "why", "link", "runtime", "packages", "app")


def module(name, needed=("libc.so.6",)):
    return elf(symbols=["PyInit_" + name.rpartition(".")[2]], needed=needed)


class RelinkCase(SourceCase):
    release = DEBIAN

    def setUp(self):
        super().setUp()
        self.make(
            {
                "/etc/os-release": self.release,
                DPKG + "python3.11-minimal.list": "/usr/bin/python3.11\n",
                "/app/main.py": "import speed.fast\n",
            }
        )
        self.status = PYTHON

    def install(self, name, version, files, folder=PACKAGES, lists="RECORD", info="%s-%s.dist-info"):
        """A distribution with metadata and a list of its files."""
        info = info % (name, version)
        tree = {info + "/METADATA": "Name: %s\nVersion: %s\n" % (name, version)}
        tree.update(files)
        if lists:
            tree[info + "/" + lists] = "".join("%s,,\n" % path for path in sorted(tree))
        self.make({"%s/%s" % (folder, path): content for path, content in tree.items()})

    def analyze(self, link="auto", prune="none", linkable=("_ssl",), path=(PACKAGES, MORE), **changes):
        """plan.json; the rest is below ``self.base``."""
        self.make({"/var/lib/dpkg/status": self.status})
        self.base = self.folder + "/base"
        for name in OUTPUTS:
            os.makedirs("%s/%s" % (self.base, name))
        source = self.look(["python3", "main.py"], path=path, **changes)
        asked = self.asked._replace(link=link, prune=prune, linkable={} if linkable is None else {"3.11": linkable})
        write(self.base, asked, source, self.findings)
        return self.document("plan")

    def document(self, name):
        with open("%s/%s/%s.json" % (self.base, name, name)) as file:
            return json.load(file)

    def blockers(self, plan):
        return [(row["module"], row["reason"]) for row in plan["link"]["blockers"]]

    def content(self, path, layer="packages"):
        with open(self.base + "/" + layer + path, "rb") as file:
            return file.read()

    def is_there(self, path, layer="packages"):
        return os.path.lexists(self.base + "/" + layer + path)


class Documents(RelinkCase):
    def test_a_distributions_modules_are_linked_and_its_placeholders_name_their_records(self):
        files = {"speed/__init__.py": "", "speed/fast.abi3.so": module("fast", ["libxml2.so.2", "libc.so.6"])}
        self.install("Speed.Up", "4.9.2", dict(files, **{"speed/other.so": module("other", ["libz.so.1"])}))
        for link in ("auto", "static"):
            with self.subTest(link):
                plan = self.analyze(link)
                self.assertEqual(plan["link"], {"mode": "static", "blockers": []})
                self.assertEqual(
                    plan["relink"],
                    [
                        {
                            "key": "speed-up",
                            "name": "Speed.Up",
                            "version": "4.9.2",
                            "package": None,
                            "indexed": True,
                            "needs": ["libxml2.so.2", "libz.so.1"],
                            "modules": ["speed.fast", "speed.other"],
                        }
                    ],
                )
                self.assertEqual(
                    [(row["name"], row["linked"]) for row in plan["modules"]],
                    [("speed.fast", True), ("speed.other", True)],
                )
                document = self.document("link")
                self.assertEqual(document["hashes"], {})
                self.assertEqual(
                    document["records"],
                    [
                        {
                            "id": "speed-up==4.9.2:speed.%s" % name,
                            "distribution": "speed-up",
                            "version": "4.9.2",
                            "file": "speed/" + file,
                            "init": "PyInit_" + name,
                        }
                        for name, file in (("fast", "fast.abi3.so"), ("other", "other.so"))
                    ],
                )
                placeholder = b"kontain module\nspeed-up==4.9.2:speed.fast\n"
                self.assertEqual(self.content(PACKAGES + "/speed/fast.abi3.so"), placeholder)
                mode = os.lstat(self.base + "/packages" + PACKAGES + "/speed/fast.abi3.so").st_mode
                self.assertEqual(stat.S_IMODE(mode), 0o755)
                self.assertEqual(self.codes(), [])
                os.rename(self.base, self.base + "-" + link)

    def test_a_request_for_dynamic_gives_what_it_gave(self):
        self.install("speed", "1", {"speed/fast.so": module("fast"), "speed/libown.so": elf()})
        plan = self.analyze("dynamic")
        self.assertEqual((plan["link"]["mode"], plan["relink"]), ("dynamic", []))
        self.assertEqual(self.blockers(plan), [("speed.fast", "third-party"), ("libown.so", "library")])
        self.assertEqual([row["linked"] for row in plan["modules"]], [False])
        self.assertEqual(self.content(PACKAGES + "/speed/fast.so")[:4], b"\x7fELF")
        self.assertNotIn("runtime-library", self.codes())

    def test_auto_that_becomes_dynamic_relinks_nothing(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")})
        self.make({PACKAGES + "/hand.so": module("hand")})
        plan = self.analyze()
        self.assertEqual((plan["link"]["mode"], plan["relink"]), ("dynamic", []))
        self.assertEqual(self.blockers(plan), [("hand", "third-party")])
        self.assertEqual([row["linked"] for row in plan["modules"]], [False, False])
        self.assertEqual(self.content(PACKAGES + "/speed/fast.so")[:4], b"\x7fELF")

    def test_where_the_interpreter_cannot_be_linked_nothing_can(self):
        self.install("speed", "1", {"speed/fast.so": module("fast"), "speed/libown.so": elf()})
        plan = self.analyze(linkable=None)
        self.assertEqual(plan["relink"], [])
        expected = [("python3.11", "not-linkable"), ("speed.fast", "third-party"), ("libown.so", "library")]
        self.assertEqual(self.blockers(plan), expected)
        self.assertNotIn("runtime-library", self.codes())

    def test_prune_changes_the_kept_modules_and_not_what_is_needed(self):
        fast = module("fast", ["libxml2.so.2"])
        files = {"speed/__init__.py": "", "speed/fast.so": fast, "speed/rare.so": module("rare", ["libz.so.1"])}
        self.install("speed", "1", files)
        for prune, expected in (("none", ["speed.fast", "speed.rare"]), ("safe", ["speed.fast"])):
            with self.subTest(prune):
                (row,) = self.analyze(prune=prune)["relink"]
                self.assertEqual((row["modules"], row["needs"]), (expected, ["libxml2.so.2", "libz.so.1"]))
                os.rename(self.base, self.base + "-" + prune)


class OtherReleases(RelinkCase):
    release = "ID=exotic\n"

    def test_an_interpreter_of_another_origin_relinks_nothing(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")})
        self.make({"/usr/bin/python3.11-config": ""})
        self.status = ""
        with open(self.root + "/usr/bin/python3.11", "wb") as file:
            file.write(elf(machine=183))
        plan = self.analyze()
        self.assertEqual((plan["origin"]["kind"], plan["relink"]), ("other", []))
        self.assertEqual(self.blockers(plan), [("python3.11", "origin"), ("speed.fast", "third-party")])


class Owners(RelinkCase):
    def test_a_module_that_no_list_names_stays_in_the_way(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")})
        self.make({PACKAGES + "/speed/hand.so": module("hand")})
        self.assertEqual(self.blockers(self.analyze("static")), [("speed.hand", "third-party")])

    def test_a_distribution_without_a_usable_name_or_version_stays_in_the_way(self):
        self.install("UNKNOWN", "1", {"one.so": module("one")})
        self.install("two", "1 or 2", {"two.so": module("two")})
        self.install("thr/ee", "1", {"three.so": module("three")}, info="three-%.0s%s.dist-info")
        self.make({PACKAGES + "/four.dist-info/RECORD": "four.so,,\n", PACKAGES + "/four.so": module("four")})
        plan = self.analyze("static")
        expected = [(name, "third-party") for name in ("four", "one", "three", "two")]
        self.assertEqual((self.blockers(plan), plan["relink"]), (expected, []))

    def test_installed_files_and_a_debian_package_are_lists_too(self):
        info = PACKAGES + "/boiler-2.egg-info"
        listed = "/.\n%s\n%s/PKG-INFO\n%s/boiler/steam.so\n" % (info, info, PACKAGES)
        self.make(
            {
                info + "/PKG-INFO": "Name: boiler\nVersion: 2\n",
                PACKAGES + "/boiler/steam.so": module("steam"),
                PACKAGES + "/boiler/made_later.so": module("made_later"),
                DPKG + "python3-boiler:amd64.list": listed,
                MORE + "/old-1.egg-info/PKG-INFO": "Name: old\nVersion: 1\n",
                MORE + "/old-1.egg-info/installed-files.txt": "../old.so\n",
                MORE + "/old.so": module("old"),
            }
        )
        self.status += (
            "\nPackage: python3-boiler\nStatus: install ok installed\nArchitecture: amd64\n"
            "Source: boiler-src (1:3.1-1)\nVersion: 1:2.0-1+b3\nDescription: x\n Source: z\n"
            "\nPackage: python3-boiler\nStatus: install ok installed\nArchitecture: i386\nVersion: 9-9\n"
        )
        plan = self.analyze("static")
        self.assertEqual(self.blockers(plan), [("boiler.made_later", "third-party")])
        found = [(row["key"], row["package"]) for row in plan["relink"]]
        package = {
            "name": "python3-boiler",
            "version": "1:2.0-1+b3",
            "source": "boiler-src",
            "source_version": "1:3.1-1",
        }
        self.assertEqual(found, [("boiler", package), ("old", None)])

    def test_a_package_without_a_source_of_another_name_is_its_own_less_the_number_of_its_build(self):
        info = PACKAGES + "/boiler-2.egg-info"
        self.make({info: "Name: boiler\nVersion: 2\n", PACKAGES + "/boiler.so": module("boiler")})
        self.make({DPKG + "python3-boiler.list": "%s\n%s/boiler.so\n" % (info, PACKAGES)})
        self.status += "\nPackage: python3-boiler\nStatus: install ok installed\nVersion: 2.0-1+b3\n"
        (row,) = self.analyze()["relink"]
        self.assertEqual((row["package"]["source"], row["package"]["source_version"]), ("python3-boiler", "2.0-1"))

    def test_a_package_that_brings_a_module_and_no_metadata_goes_by_its_sources_name(self):
        self.make({PACKAGES + "/_steam.so": module("_steam", ["libx.so.1"])})
        self.make({DPKG + "python3-steam-backend.list": "/.\n%s/_steam.so\n" % PACKAGES})
        self.status += (
            "\nPackage: python3-steam-backend\nStatus: install ok installed\n"
            "Source: python-steam\nVersion: 1:1.15.1-5+b1\n"
        )
        plan = self.analyze("static")
        (row,) = plan["relink"]
        self.assertEqual((self.blockers(plan), row["key"], row["version"]), ([], "python-steam", "1.15.1"))
        self.assertEqual((row["package"]["source_version"], row["needs"]), ("1:1.15.1-5", ["libx.so.1"]))
        self.assertFalse(row["indexed"])

    def test_a_project_that_is_built_in_place_has_no_list(self):
        tree = {"SOURCES.txt": "setup.py\n", "PKG-INFO": "Name: mine\nVersion: 1\n", "top_level.txt": "mine\n"}
        self.make({"/app/mine.egg-info/" + name: text for name, text in tree.items()})
        self.make({"/app/mine.so": module("mine"), "/app/setup.py": ""})
        plan = self.analyze("static")
        self.assertEqual((self.blockers(plan), plan["relink"]), ([("mine", "third-party")], []))

    def test_what_an_installer_put_into_the_applications_folder_is_linked(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")}, folder="/app")
        (record,) = self.linked(self.analyze())
        self.assertEqual(record["file"], "speed/fast.so")
        self.assertEqual(self.content("/app/speed/fast.so", "app"), b"kontain module\nspeed==1:speed.fast\n")

    def test_what_was_installed_from_an_address_of_its_own_is_not_asked_of_the_index(self):
        url = '{"url": "file:///src/speed", "dir_info": {}}'
        self.install("speed", "1", {"speed/fast.so": module("fast"), "speed-1.dist-info/direct_url.json": url})
        self.install("other", "1", {"other/fast.so": module("fast")})
        rows = {row["key"]: row["indexed"] for row in self.analyze()["relink"]}
        self.assertEqual(rows, {"speed": False, "other": True})

    def linked(self, plan):
        self.assertEqual(plan["link"], {"mode": "static", "blockers": []})
        return self.document("link")["records"]

    def test_two_copies_of_a_module_are_one_record(self):
        files = {"speed/__init__.py": "", "speed/fast.so": module("fast")}
        self.install("speed", "1", files)
        self.install("Speed", "1", dict(files, **{"speed/more.so": module("more", ["libz.so.1"])}), folder=MORE)
        plan = self.analyze()
        ids = [record["id"] for record in self.linked(plan)]
        self.assertEqual(ids, ["speed==1:speed.fast", "speed==1:speed.more"])
        (row,) = plan["relink"]
        self.assertEqual((row["modules"], row["needs"]), (["speed.fast", "speed.more"], ["libz.so.1"]))
        for folder in (PACKAGES, MORE):
            self.assertEqual(self.content(folder + "/speed/fast.so"), b"kontain module\nspeed==1:speed.fast\n")

    def test_of_two_files_with_one_id_the_record_has_the_one_that_import_prefers(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")}, folder=MORE)
        self.install("speed", "1", {"speed/fast.abi3.so": module("fast")})
        for path, preferred in (((PACKAGES, MORE), "speed/fast.abi3.so"), ((MORE, PACKAGES), "speed/fast.so")):
            records = self.linked(self.analyze(path=path))
            self.assertEqual([record["file"] for record in records], [preferred])
            os.rename(self.base, self.base + preferred.rpartition("/")[2])

    def test_of_two_versions_the_second_stays_in_the_way(self):
        self.install("speed", "1", {"speed/fast.so": module("fast")}, folder=MORE)
        self.install("speed", "2", {"speed/fast.so": module("fast")})
        plan = self.analyze("static")
        self.assertEqual([row["version"] for row in plan["relink"]], ["2"])
        self.assertEqual([row["path"] for row in plan["link"]["blockers"]], [MORE + "/speed/fast.so"])

    def test_so_many_distributions_are_linked_and_the_rest_stays_in_the_way(self):
        for name in ("a", "b", "c"):
            self.install(name, "1", {name + ".so": module(name)})
        with mock.patch.object(identified, "MOST", 2):
            plan = self.analyze("static")
        self.assertEqual([row["key"] for row in plan["relink"]], ["a", "b"])
        self.assertEqual(self.blockers(plan), [("c", "third-party")])

    def test_a_module_whose_name_no_placeholder_can_hold_stays_in_the_way(self):
        files = {"%s.so" % ("x" * length): module("x" * length) for length in (240, 250)}
        files.update({"a-b.so": module("a-b"), "c-d/e.so": module("e")})
        self.install("speed", "1.0", files)
        expected = [("a-b", "third-party"), ("x" * 250, "third-party")]
        plan = self.analyze("static")
        self.assertEqual(self.blockers(plan), expected)
        self.assertEqual(plan["relink"][0]["modules"], ["c-d.e", "x" * 240])


class Libraries(RelinkCase):
    def wheel(self, **more):
        """A wheel as auditwheel makes them: libraries beside the package, one of which another one needs."""
        loader = "ld-linux-x86-64.so.2"
        files = {
            "speed/__init__.py": "",
            "speed/fast.so": module("fast", ["libdeep-1a.so.3", "libcrypt.so.1", "libpython3.11.so.1.0", "libm.so.6"]),
            "speed.libs/libdeep-1a.so.3": elf(soname="libdeep-1a.so.3", needed=["libdeeper-2b.so", "libgomp.so.1"]),
            "speed.libs/libdeeper-2b.so": elf(soname="libdeeper-2b.so", needed=["libstdc++.so.6", loader]),
        }
        self.install("speed", "1", dict(files, **more))

    def test_private_libraries_that_modules_need_are_linked_in_and_left_out(self):
        self.wheel()
        self.make({PACKAGES + "/speed.libs/libdeep.so": Link("libdeep-1a.so.3")})
        plan = self.analyze()
        self.assertEqual(plan["link"], {"mode": "static", "blockers": []})
        self.assertEqual(plan["relink"][0]["needs"], ["libcrypt.so.1", "libgomp.so.1", "libstdc++.so.6"])
        for name in ("libdeep-1a.so.3", "libdeeper-2b.so", "libdeep.so"):
            self.assertFalse(self.is_there(PACKAGES + "/speed.libs/" + name), name)
        why = {row["path"]: row["why"] for row in self.document("why")["dropped"]}
        self.assertEqual(why[PACKAGES + "/speed.libs/libdeep-1a.so.3"], LINKED_IN)
        self.assertEqual(self.codes(), [])

    def test_what_a_wheel_took_along_for_its_modules_is_a_need(self):
        """The source has it not: it is compiled against the system's own."""
        files = {
            "speed/fast.so": module("fast", ["libpq-a17e3caa.so.5.17", "libown.so"]),
            "speed/libown.so": elf(soname="libown.so"),
            "speed.libs/libpq-a17e3caa.so.5.17": elf(soname="libpq-a17e3caa.so.5.17", needed=["libldap-d3931cbf.so.2"]),
            "speed.libs/libldap-d3931cbf.so.2": elf(soname="libldap-d3931cbf.so.2"),
        }
        self.install("speed", "1", files)
        plan = self.analyze()
        self.assertEqual(plan["relink"][0]["needs"], ["libpq-a17e3caa.so.5.17"])
        self.assertEqual(plan["link"], {"mode": "static", "blockers": []})

    def test_a_private_library_that_no_module_needs_stays_in_the_way_and_is_said(self):
        self.wheel(**{"speed/libplug.so": elf(needed=["libdeep-1a.so.3"])})
        plan = self.analyze("static")
        self.assertEqual(self.blockers(plan), [("libplug.so", "library")])
        (finding,) = plan["findings"]
        self.assertEqual(finding["code"], "runtime-library")
        said = "no module of speed is linked with its library %s/speed/libplug.so: what loads it at run time" % PACKAGES
        self.assertTrue(finding["message"].startswith(said), finding["message"])

    def test_it_stays_in_a_dynamic_image(self):
        self.wheel(**{"speed/libplug.so": elf()})
        plan = self.analyze()
        self.assertEqual(plan["link"]["mode"], "dynamic")
        for name in ("speed/libplug.so", "speed.libs/libdeep-1a.so.3", "speed.libs/libdeeper-2b.so"):
            self.assertTrue(self.is_there(PACKAGES + "/" + name), name)
        self.assertEqual([f["code"] for f in plan["findings"] if f["code"] != "library-missing"], ["runtime-library"])

    def test_a_library_of_no_distribution_stays_in_the_way(self):
        self.wheel()
        self.make({PACKAGES + "/libmine.so": elf()})
        plan = self.analyze("static")
        self.assertEqual((self.blockers(plan), plan["findings"]), ([("libmine.so", "library")], []))

    def test_a_library_whose_modules_are_not_kept_is_left_out_with_them(self):
        self.wheel()
        plan = self.analyze("static", drops=["speed.fast"])
        self.assertEqual((plan["link"], plan["relink"]), ({"mode": "static", "blockers": []}, []))
        self.assertFalse(self.is_there(PACKAGES + "/speed.libs/libdeep-1a.so.3"))

    def test_the_needs_of_another_distributions_modules_do_not_count(self):
        self.install("base", "1", {"base/libbase.so": elf(), "base/core.so": module("core")})
        self.install("speed", "1", {"speed/fast.so": module("fast", ["libbase.so"])})
        plan = self.analyze("static")
        self.assertEqual(self.blockers(plan), [("libbase.so", "library")])
        self.assertEqual([row["needs"] for row in plan["relink"]], [[], ["libbase.so"]])

    def test_libraries_of_the_system_that_modules_need_do_not_come_along(self):
        self.wheel(**{"speed/rare.so": module("rare", ["libxml2.so.2"])})
        self.make({SYSTEM + "/libxml2.so.2": elf(soname="libxml2.so.2")})
        self.analyze()
        self.assertFalse(self.is_there(SYSTEM + "/libxml2.so.2", "runtime"))
        self.assertIn("libxml2.so.2", self.document("plan")["relink"][0]["needs"])

    def test_a_library_that_a_kept_program_needs_too_stays(self):
        tool = elf(kind=2, needed=["libdeep-1a.so.3"], rpath="$ORIGIN/../speed.libs")
        self.wheel(**{"speed/tool": tool})
        plan = self.analyze("static", keeps=[PACKAGES + "/speed/tool"])
        self.assertEqual(plan["link"], {"mode": "static", "blockers": []})
        self.assertTrue(self.is_there(PACKAGES + "/speed.libs/libdeep-1a.so.3"))


class Hashes(RelinkCase):
    def test_the_manifest_has_the_hashes_of_its_distributions_and_versions_alone(self):
        self.install("Speed_Up", "4.9.2", {"speed/fast.so": module("fast")})
        self.install("plain", "1", {"plain.py": ""})
        one, two = "a" * 64, "B" * 64
        text = (
            "speed.up[extra]==4.9.2 ; python_version > '3' \\\n    --hash=sha256:%s \\\n    --hash=sha256:%s\n"
            "    # via other\nspeed-up==4.9.1 --hash=sha256:%s\nplain==1 --hash=sha256:%s\n"
        )
        self.make({"/app/deploy/requirements-prod.txt": text % (two, one, "c" * 64, "d" * 64)})
        self.analyze()
        self.assertEqual(self.document("link")["hashes"], {"speed-up": ["sha256:" + one, "sha256:" + "b" * 64]})


if __name__ == "__main__":
    unittest.main()
