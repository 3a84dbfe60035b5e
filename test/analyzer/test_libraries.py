import struct
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import ldcache
import libraries
from made import ImageCase, Link, elf

LOADER = "/lib64/ld-linux-x86-64.so.2"


def cache(entries):
    """ld.so.cache as glibc 2.36 writes it."""
    strings = b""
    table = b""
    start = 48 + 24 * len(entries)
    for name, path, flags in entries:
        key = start + len(strings)
        strings += name.encode() + b"\0"
        value = start + len(strings)
        strings += path.encode() + b"\0"
        table += struct.pack("<iIIIQ", flags, key, value, 0, 0)
    return b"glibc-ld.so.cache1.1" + struct.pack("<II", len(entries), len(strings)) + bytes(20) + table + strings


class Cache(unittest.TestCase):
    def test_entries_of_this_machine_are_read(self):
        data = cache([("liba.so", "/opt/liba.so", 0x0303), ("liba.so", "/opt/32/liba.so", 0x0803)])
        self.assertEqual(ldcache.parse(data), {"liba.so": ["/opt/liba.so"]})

    def test_the_old_table_in_front_is_passed_over(self):
        new = cache([("liba.so", "/opt/liba.so", 0x0303)])
        old = b"ld.so-1.7.0\0" + struct.pack("<I", 1) + bytes(12)
        self.assertEqual(ldcache.parse(old + bytes(-len(old) % 8) + new), {"liba.so": ["/opt/liba.so"]})

    def test_damage_gives_less_and_never_raises(self):
        data = cache([("liba.so", "/opt/liba.so", 0x0303)])
        for end in range(len(data)):
            ldcache.parse(data[:end])
        self.assertEqual(ldcache.parse(b"something else"), {})
        self.assertEqual(ldcache.parse(data[:20] + b"\xff\xff\xff\xff" + data[24:])["liba.so"], ["/opt/liba.so"])


class Closure(ImageCase):
    def closure(self, programs, others=(), env=None, present=()):
        search = libraries.Search(self.image, env or {}, self.findings)
        needs = libraries.closure(search, list(programs), list(others), set(present))
        return sorted({self.image.real(need.path) for need in needs})

    def test_links_default_folders_and_the_loader_are_followed(self):
        self.make(
            {
                "/lib": Link("usr/lib"),
                "/lib64": Link("usr/lib64"),
                "/usr/bin/python3": elf(needed=["libz.so.1"], interpreter=LOADER),
                "/usr/lib64/ld-linux-x86-64.so.2": elf(),
                "/usr/lib/x86_64-linux-gnu/libz.so.1": Link("libz.so.1.2.13"),
                "/usr/lib/x86_64-linux-gnu/libz.so.1.2.13": elf(needed=["libc.so.6"]),
                "/usr/lib/x86_64-linux-gnu/libc.so.6": elf(),
            }
        )
        found = self.closure(["/usr/bin/python3"])
        self.assertEqual(
            found,
            [
                "/usr/lib/x86_64-linux-gnu/libc.so.6",
                "/usr/lib/x86_64-linux-gnu/libz.so.1.2.13",
                "/usr/lib64/ld-linux-x86-64.so.2",
            ],
        )
        self.assertEqual(self.codes(), [])

    def test_origin_in_runpath_is_the_real_folder_of_the_file(self):
        self.make(
            {
                "/usr/local/bin/python3": elf(needed=["libpython3.11.so.1.0"], runpath="$ORIGIN/../lib"),
                "/usr/local/lib/libpython3.11.so.1.0": elf(),
            }
        )
        self.assertEqual(self.closure(["/usr/local/bin/python3"]), ["/usr/local/lib/libpython3.11.so.1.0"])

    def test_origin_of_a_library_is_the_folder_that_it_was_found_in_whatever_that_links_to(self):
        # As Debian's alternatives have it: libblas.so.3 looks for its sibling beside the link.
        folder = "/usr/lib/x86_64-linux-gnu"
        self.make(
            {
                "/usr/bin/python3": elf(needed=["libblas.so.3"]),
                "/etc/alternatives/libblas": Link(folder + "/openblas/libblas.so.3"),
                "/etc/alternatives/libopenblas": Link(folder + "/openblas/libopenblas.so.0"),
                folder + "/libblas.so.3": Link("/etc/alternatives/libblas"),
                folder + "/libopenblas.so.0": Link("/etc/alternatives/libopenblas"),
                folder + "/openblas/libblas.so.3": elf(needed=["libopenblas.so.0"], runpath="$ORIGIN"),
                folder + "/openblas/libopenblas.so.0": elf(),
            }
        )
        search = libraries.Search(self.image, {}, self.findings)
        needs = libraries.closure(search, ["/usr/bin/python3"], [], set())
        self.assertEqual([need.path for need in needs], [folder + "/libblas.so.3", folder + "/libopenblas.so.0"])

    def test_rpath_is_inherited_and_runpath_is_not(self):
        self.make(
            {
                "/a/program": elf(needed=["libone.so"], rpath="/deep"),
                "/b/program": elf(needed=["libone.so"], runpath="/deep"),
                "/deep/libone.so": elf(needed=["libtwo.so"]),
                "/deep/libtwo.so": elf(),
            }
        )
        self.assertEqual(self.closure(["/a/program"]), ["/deep/libone.so", "/deep/libtwo.so"])
        self.assertEqual(self.closure(["/b/program"]), ["/deep/libone.so"])
        self.assertEqual(self.messages(), ["/deep/libone.so needs libtwo.so, which is not where the loader looks"])

    def test_the_order_is_rpath_environment_runpath_cache_default(self):
        folders = ["/r", "/env", "/run", "/cached", "/usr/lib"]
        self.make({"/etc/ld.so.cache": cache([("libx.so", "/cached/libx.so", 0x0303)])})
        for count in range(len(folders)):
            self.make({folders[count] + "/libx.so": elf()})
        self.make({"/bin/a": elf(needed=["libx.so"], rpath="/r"), "/bin/b": elf(needed=["libx.so"], runpath="/run")})
        env = {"LD_LIBRARY_PATH": "/env"}
        self.assertEqual(self.closure(["/bin/a"], env=env), ["/r/libx.so"])
        self.assertEqual(self.closure(["/bin/b"], env=env), ["/env/libx.so"])
        self.assertEqual(self.closure(["/bin/b"]), ["/run/libx.so"])
        self.make({"/bin/c": elf(needed=["libx.so"])})
        self.assertEqual(self.closure(["/bin/c"]), ["/cached/libx.so"])

    def test_a_library_for_another_machine_is_passed_over(self):
        self.make(
            {
                "/p": elf(needed=["libx.so"], rpath="/arm:/x86"),
                "/arm/libx.so": elf(machine=183),
                "/x86/libx.so": elf(),
            }
        )
        self.assertEqual(self.closure(["/p"]), ["/x86/libx.so"])

    def test_every_build_of_the_cache_is_kept(self):
        newer = "/usr/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libx.so"
        plain = "/usr/lib/x86_64-linux-gnu/libx.so"
        self.make(
            {
                "/etc/ld.so.cache": cache([("libx.so", newer, 0x0303), ("libx.so", plain, 0x0303)]),
                "/p": elf(needed=["libx.so"]),
                newer: elf(),
                plain: elf(),
            }
        )
        self.assertEqual(self.closure(["/p"]), [newer, plain])

    def test_a_cycle_ends(self):
        self.make(
            {
                "/p": elf(needed=["liba.so"]),
                "/usr/lib/liba.so": elf(needed=["libb.so"]),
                "/usr/lib/libb.so": elf(needed=["liba.so"]),
            }
        )
        self.assertEqual(self.closure(["/p"]), ["/usr/lib/liba.so", "/usr/lib/libb.so"])

    def test_a_kept_library_answers_a_need_that_the_search_does_not(self):
        self.make({"/p": elf(needed=["libtorch.so"])})
        self.assertEqual(self.closure(["/p"], present=["libtorch.so"]), [])
        self.assertEqual(self.codes(), [])

    def test_musl_is_every_library_of_c_itself(self):
        needed = ["libc.so", "libpthread.so.0", "libm.so.6", "libz.so.1"]
        self.make({"/p": elf(needed=needed, interpreter="/lib/ld-musl-x86_64.so.1"), "/lib/ld-musl-x86_64.so.1": elf()})
        self.assertEqual(self.closure(["/p"]), ["/lib/ld-musl-x86_64.so.1"])
        self.assertEqual(self.messages(), ["/p needs libz.so.1, which is not where the loader looks"])

    def test_musl_looks_in_the_environment_first_and_passes_runpath_on(self):
        loader = "/lib/ld-musl-x86_64.so.1"
        self.make(
            {
                loader: elf(),
                "/opt/bin/python3": elf(needed=["libpy.so"], runpath="$ORIGIN/../lib", interpreter=loader),
                "/opt/lib/libpy.so": elf(needed=["libdeep.so"]),
                "/opt/lib/libdeep.so": elf(),
                "/env/libdeep.so": elf(),
                "/usr/local/lib/libx.so": elf(),
                "/opt/lib/mod.so": elf(needed=["libdeep.so", "libx.so"]),
            }
        )
        found = self.closure(["/opt/bin/python3"], ["/opt/lib/mod.so"])
        own = [loader, "/opt/lib/libdeep.so", "/opt/lib/libpy.so", "/usr/local/lib/libx.so"]
        self.assertEqual(found, own)
        found = self.closure(["/opt/bin/python3"], env={"LD_LIBRARY_PATH": "/env"})
        self.assertEqual(found, ["/env/libdeep.so", "/lib/ld-musl-x86_64.so.1", "/opt/lib/libpy.so"])

    def test_two_c_libraries_in_one_image(self):
        musl, glibc = "/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2"
        self.make(
            {
                "/python": elf(needed=["libx.so"], interpreter=musl),
                "/sh": elf(needed=["libx.so", "libc.so.6"], interpreter=glibc),
                "/etc/ld-musl-x86_64.path": "/musl",
                "/musl/libx.so": elf(),
                "/usr/lib/x86_64-linux-gnu/libx.so": elf(),
                "/usr/lib/x86_64-linux-gnu/libc.so.6": elf(),
                musl: elf(),
                glibc: elf(),
            }
        )
        ours = [musl, glibc, "/musl/libx.so"]
        system = ["/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/libx.so"]
        self.assertEqual(self.closure(["/python", "/sh"]), ours + system)
        self.assertEqual(self.codes(), [])

    def test_musl_has_folders_of_its_own(self):
        self.make(
            {
                "/usr/bin/python3": elf(
                    needed=["libx.so", "libc.musl-x86_64.so.1"], interpreter="/lib/ld-musl-x86_64.so.1"
                ),
                "/lib/ld-musl-x86_64.so.1": elf(),
                "/lib/libc.musl-x86_64.so.1": Link("ld-musl-x86_64.so.1"),
                "/etc/ld-musl-x86_64.path": "/custom\n/lib\n",
                "/custom/libx.so": elf(),
            }
        )
        self.assertEqual(self.closure(["/usr/bin/python3"]), ["/custom/libx.so", "/lib/ld-musl-x86_64.so.1"])

    def test_openssl_brings_its_providers(self):
        self.make(
            {
                "/p": elf(needed=["libcrypto.so.3"]),
                "/usr/lib/libcrypto.so.3": elf(),
                "/usr/lib/ossl-modules/legacy.so": elf(needed=["libcrypto.so.3"]),
            }
        )
        self.assertIn("/usr/lib/ossl-modules/legacy.so", self.closure(["/p"]))


if __name__ == "__main__":
    unittest.main()
