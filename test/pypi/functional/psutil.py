"""What the system and the process are, as far as both images see the same."""

import os

import psutil

me = psutil.Process()
print(psutil._pslinux.cext.__name__, psutil.version_info, psutil.LINUX)
print(psutil.cpu_count(), psutil.virtual_memory().total, psutil.swap_memory().total, psutil.boot_time() > 1e9)
print(me.pid == os.getpid(), me.status(), me.uids(), me.gids(), me.cwd(), me.num_threads(), me.nice(), me.ionice().ioclass.name)
me.nice(5)
print(me.nice(), me.rlimit(psutil.RLIMIT_NOFILE)[0] > 0, me.cpu_affinity() == sorted(os.sched_getaffinity(0)))
with open("/etc/passwd") as file:
    print([each.path for each in me.open_files()], me.num_fds() >= 4, file.name)
print(sorted(name for name, rows in psutil.net_if_addrs().items() if name == "lo"), psutil.net_if_stats()["lo"].mtu)
print(me.memory_info().rss > 1 << 20, me.memory_full_info().uss > 0, me.cpu_times().user >= 0, me.create_time() > 1e9)
print([part.mountpoint for part in psutil.disk_partitions(all=True) if part.mountpoint == "/proc"], psutil.disk_usage("/").total > 0)
print(psutil.pid_exists(1), psutil.pid_exists(999999), len(psutil.users()), psutil.net_connections())
try:
    psutil.Process(999999)
except psutil.NoSuchProcess as error:
    print(error)
