import os
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import editable
import gather
import interpreter
import keep
import scripts
from made import Link, Program, elf
from sources import LIBRARY, SourceCase


class Gathering(SourceCase):
    def gather(self, cmd, **changes):
        source = self.look(cmd, **changes)
        gather.gather(source, self.ledger)
        gather.gather_whole(source, self.ledger)
        keep.apply(self.image, self.ledger, source.layout, self.kept)
        gather.follow_links(source, self.ledger)
        keep.count(self.ledger, self.kept)
        return {path: entry.layer for path, entry in self.ledger.entries.items()}

    def test_each_path_has_one_layer(self):
        found = self.gather(["python3", "app.py"])
        self.assertEqual(found["/usr/bin/python3"], "runtime")
        self.assertEqual(found["/usr/bin/python3.11"], "runtime")
        self.assertEqual(found["/bin"], "runtime")
        self.assertEqual(found["/tmp"], "runtime")
        self.assertEqual(found["/root"], "runtime")
        self.assertEqual(found[LIBRARY + "/os.py"], "runtime")
        self.assertEqual(found["/app/app.py"], "app")
        self.assertEqual(self.codes(), [])

    def test_what_a_kept_link_leads_to_is_kept(self):
        self.make(
            {
                "/app/static": Link("/usr/share/javascript"),
                "/usr/share/javascript/a.js": "",
                "/usr/share/javascript/b.js": Link("/opt/b.js"),
                "/opt/b.js": "",
                "/app/log": Link("/var/log"),
                "/var/log/secret": "",
                "/app/gone": Link("/nowhere"),
            }
        )
        found = self.gather(["python3", "app.py"])
        self.assertEqual(found["/etc/python3.11/sitecustomize.py"], "runtime")
        self.assertEqual(found["/usr/share/javascript/a.js"], "app")
        self.assertEqual(found["/opt/b.js"], "app")
        self.assertIn("/var/log", found)
        self.assertNotIn("/var/log/secret", found)
        self.assertIn("/app/gone", found)

    def test_the_library_is_without_what_builds_and_what_no_path_has(self):
        found = self.gather(["python3", "app.py"])
        self.assertFalse([path for path in found if "/config-" in path or "unused" in path])
        self.assertEqual(
            self.ledger.dropped[LIBRARY + "/site-packages"].why, "the program's sys.path does not have it"
        )

    def test_in_a_system_folder_only_what_is_named_is_kept(self):
        self.make({"/main.py": "", "/other.py": "", "/pkg/__init__.py": "", "/pkg/a.py": ""})
        found = self.gather(["python3", "/main.py"], workdir="/")
        self.assertEqual(found["/main.py"], "app")
        self.assertNotIn("/other.py", found)
        found = self.gather(["python3", "-m", "pkg.a"], workdir="/")
        self.assertEqual(found["/pkg/a.py"], "app")
        self.assertEqual(set(self.codes()), {"shared-folder"})

    def test_a_module_that_a_launcher_loads_from_a_system_folder_is_kept_alone(self):
        self.make(
            {
                "/usr/bin/gunicorn": Program("#!/usr/bin/python3\n"),
                "/main.py": "",
                "/other.py": "",
                "/srv/pkg/sub/wsgi.py": "",
            }
        )
        found = self.gather(["sh", "-c", "cd / && exec gunicorn main:app"])
        self.assertNotIn("/main.py", found)
        self.make({"/usr/bin/sh": elf()})
        found = self.gather(["sh", "-c", "cd / && exec gunicorn main:app"])
        self.assertEqual(found["/main.py"], "app")
        self.assertNotIn("/other.py", found)

    def test_console_scripts_and_named_files_are_the_applications(self):
        self.make(
            {
                "/usr/bin/tool": Program("#!/usr/bin/python3\n"),
                "/usr/bin/other": Program("#!/usr/bin/perl\n"),
                "/etc/server.conf.py": "",
            }
        )
        found = self.gather(["tool", "-c", "/etc/server.conf.py"])
        self.assertEqual(found["/usr/bin/tool"], "app")
        self.assertEqual(found["/etc/server.conf.py"], "app")
        self.assertNotIn("/usr/bin/other", found)

    def test_keep_adds_and_drop_wins(self):
        self.make({"/srv/a/x": "", "/srv/b/y": "", "/srv/z": ""})
        found = self.gather(["python3", "app.py"], keeps=["/srv/*", "/none/*"], drops=["/srv/b"])
        self.assertEqual(found["/srv/a/x"], "app")
        self.assertNotIn("/srv/b/y", found)
        self.assertEqual(self.kept.report(), [{"pattern": "/none/*", "files": 0}, {"pattern": "/srv/*", "files": 2}])

    def test_keep_does_not_leave_through_links(self):
        self.make({"/srv/link": Link("/etc"), "/etc/shadow": ""})
        found = self.gather(["python3", "app.py"], keeps=["/srv/**"])
        self.assertIn("/srv/link", found)
        self.assertNotIn("/etc/shadow", found)

    def test_keys_and_tools_are_not_what_a_process_needs(self):
        self.make(
            {
                "/etc/ssl/certs/ca.pem": Link("/usr/share/ca-certificates/ca.crt"),
                "/usr/share/ca-certificates/ca.crt": "",
                "/etc/ssl/private/key.pem": "",
                "/usr/lib/ssl/private": Link("/etc/ssl/private"),
                "/usr/lib/ssl/certs": Link("/etc/ssl/certs"),
                "/usr/lib/ssl/misc/tool.pl": "",
                "/etc/hosts": "",
                "/etc/resolv.conf": "",
            }
        )
        found = self.gather(["python3", "app.py"])
        self.assertEqual(found["/usr/share/ca-certificates/ca.crt"], "runtime")
        self.assertIn("/usr/lib/ssl/certs", found)
        for path in ("/etc/ssl/private/key.pem", "/usr/lib/ssl/misc/tool.pl", "/etc/hosts", "/etc/resolv.conf"):
            self.assertNotIn(path, found)

    @unittest.skipUnless(os.getuid() == 0, "SKIPPED: owners need root")
    def test_a_users_own_folders_stay(self):
        self.make({"/data/big": "", "/home/web/.bashrc": ""})
        os.chown(self.root + "/data", 1000, 1000)
        self.make({"/etc/passwd": "web:x:1000:1000::/home/web:\n"})
        found = self.gather(["python3", "app.py"], user="web")
        self.assertIn("/data", found)
        self.assertNotIn("/data/big", found)
        self.assertIn("/home/web", found)
        self.assertNotIn("/home/web/.bashrc", found)

    def test_a_projects_folder_is_found_by_its_record(self):
        site = "/usr/lib/python3/dist-packages"
        record = '{"url": "file:///src/my%20project", "dir_info": {"editable": true}}'
        self.make(
            {
                site + "/a-1.dist-info/direct_url.json": record,
                site + "/b-1.dist-info/direct_url.json": '{"url": "file:///src/b", "dir_info": {}}',
                site + "/c-1.dist-info/direct_url.json": "[broken",
                site + "/d-1.dist-info/direct_url.json": "[]",
            }
        )
        self.assertEqual(list(editable.find(self.image, [site, "/none"])), ["/src/my project"])

    def test_console_scripts_of_another_python_are_not_ours(self):
        self.make(
            {
                "/usr/bin/python2": elf(needed=["libother.so"]),
                "/usr/bin/old": Program("#!/usr/bin/python2\n"),
                "/usr/bin/new": Program("#!/usr/bin/env python3\n"),
                "/usr/bin/env": elf(),
                "/usr/bin/link": Link("new"),
            }
        )
        found = interpreter.identify(self.image, "/usr/bin/python3")
        ours = list(scripts.find(self.image, found, ["/usr/bin"], {"PATH": "/usr/bin"}))
        self.assertEqual(ours, ["/usr/bin/link", "/usr/bin/new"])


if __name__ == "__main__":
    unittest.main()
