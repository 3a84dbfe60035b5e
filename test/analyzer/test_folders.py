import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import folders
from made import ImageCase, Link


class Layouts(ImageCase):
    def arrange(self, **changes):
        self.make({"/usr/lib/python3.11/os.py": "", "/usr/lib/python3.11/lib-dynload": None})
        places = folders.Places(
            stdlib=["/usr/lib/python3.11", "/usr/lib/python3.11/lib-dynload"],
            path=["/usr/lib/python3.11", "/usr/lib/python3.11/lib-dynload"] + changes.pop("packages", []),
            python_path=[],
            prefix="/usr",
            base_prefixes=["/usr"],
            bins=["/usr/bin", "/usr/local/bin"],
            workdir="/app",
            first=[],
            launched=[],
            environments=[],
            named=[],
            editable=[],
        )
        self.layout = folders.arrange(self.image, places._replace(**changes), self.findings)
        return {f.path: f.layer for f in self.layout.folders if not f.path.startswith("/usr/lib/python3.11")}

    def test_what_a_launcher_loads_and_tools_that_start_it(self):
        self.make({"/srv/shop/app.py": "", "/opt/tool/lib/python3.11/site-packages/tool.py": "", "/loose.py": ""})
        found = self.arrange(
            launched=[("/srv/shop", "server loads app"), ("/", "server loads loose")], environments=["/opt/tool"]
        )
        self.assertEqual((found["/srv/shop"], found["/opt/tool"]), ("app", "packages"))
        self.assertNotIn("/", found)
        self.assertEqual(self.codes(), ["shared-folder"])

    def test_library_packages_and_application(self):
        self.make({"/app/app.py": "", "/usr/lib/python3/dist-packages/pkg.py": ""})
        found = self.arrange(packages=["/usr/lib/python3/dist-packages"], first=["/app"])
        self.assertEqual(found, {"/app": "app", "/usr/lib/python3/dist-packages": "packages"})
        self.assertEqual(self.layout.layer_of("/usr/lib/python3.11/os.py", ""), "runtime")
        self.assertEqual(self.layout.layer_of("/srv", "app"), "app")

    def test_packages_in_the_working_folder_are_packages(self):
        site = "/app/.venv/lib/python3.11/site-packages"
        self.make({site + "/x.py": ""})
        found = self.arrange(packages=[site], prefix="/app/.venv")
        self.assertEqual(found, {"/app": "app", site: "packages"})
        self.assertEqual(self.layout.inside(next(f for f in self.layout.folders if f.path == "/app")), {site})

    def test_packages_in_the_library_folder_are_packages(self):
        site = "/usr/lib/python3.11/site-packages"
        self.make({site + "/x.py": "", "/app": None})
        self.arrange(packages=[site])
        self.assertEqual(self.layout.layer_of(site + "/x.py", ""), "packages")
        library = next(f for f in self.layout.folders if f.path == "/usr/lib/python3.11")
        self.assertEqual(self.layout.inside(library), {site, "/usr/lib/python3.11/lib-dynload"})

    def test_a_system_folder_is_never_an_application(self):
        for path in ("/", "/usr", "/etc", "/opt", "/home", "/usr/bin", "/usr/lib"):
            self.make({path.rstrip("/") + "/x": ""})
            self.assertEqual(self.arrange(workdir=path, first=[path]), {})
        self.assertEqual(self.codes(), [])

    def test_modules_in_a_system_folder_are_named(self):
        self.make({"/helper.py": "", "/pkg/__init__.py": "", "/data/x": ""})
        self.assertEqual(self.arrange(workdir="/"), {})
        self.assertEqual(
            self.messages(),
            [
                "WORKDIR is /, which is never kept as an application's; "
                "the modules in it that are not named: helper.py, pkg"
            ],
        )

    def test_a_link_to_a_system_folder_is_that_folder(self):
        self.make({"/app": Link("/usr")})
        self.assertEqual(self.arrange(), {})

    def test_folders_of_python_path_are_the_applications(self):
        self.make({"/app": None, "/srv/lib/a.py": "", "/venv/lib/python3.11/site-packages": None})
        packages = ["/srv/lib", "/venv/lib/python3.11/site-packages"]
        found = self.arrange(packages=packages, python_path=packages)
        self.assertEqual(found, {"/app": "app", "/srv/lib": "app", "/venv/lib/python3.11/site-packages": "packages"})

    def test_other_folders_of_sys_path_are_packages(self):
        self.make({"/app/src/a.py": "", "/opt/extra/b.py": ""})
        self.assertEqual(self.arrange(packages=["/app/src", "/opt/extra"]), {"/app": "app", "/opt/extra": "packages"})

    def test_a_virtual_environment_elsewhere_is_packages(self):
        self.make({"/app": None, "/opt/venv/lib/python3.11/site-packages/a.py": ""})
        found = self.arrange(packages=["/opt/venv/lib/python3.11/site-packages"], prefix="/opt/venv")
        self.assertEqual(
            found, {"/app": "app", "/opt/venv": "packages", "/opt/venv/lib/python3.11/site-packages": "packages"}
        )

    def test_an_application_that_is_a_virtual_environment_stays_one(self):
        self.make({"/app/app.py": "", "/app/lib/python3.11/site-packages/a.py": ""})
        found = self.arrange(packages=["/app/lib/python3.11/site-packages"], prefix="/app")
        self.assertEqual(found, {"/app": "app", "/app/lib/python3.11/site-packages": "packages"})

    def test_the_interpreters_prefix_in_the_working_folder_is_not_walked(self):
        self.make({"/app/python/bin/python3.11": "", "/app/app.py": ""})
        self.arrange(base_prefixes=["/app/python"], prefix="/app/python")
        self.assertEqual(self.layout.inside(self.layout.folders[0]), {"/app/python"})

    def test_the_paths_that_a_command_line_names(self):
        self.make({"/etc/conf.py": "", "/app/conf/a.ini": "", "/srv": None})
        words = ["-c", "/etc/conf.py", "--chdir=/srv", "conf/a.ini", "/absent", "http://x/y", "/dev/null", "a:b"]
        self.assertEqual(folders.named_paths(self.image, words, "/app"), ["/etc/conf.py", "/srv", "/app/conf/a.ini"])


if __name__ == "__main__":
    unittest.main()
