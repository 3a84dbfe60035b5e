import grp
import locale
import mimetypes
import platform
import pwd
import socket

print(pwd.getpwuid(0).pw_name, pwd.getpwnam("root").pw_dir)
print(grp.getgrgid(1).gr_name)
print(platform.freedesktop_os_release()["ID"])
print(locale.setlocale(locale.LC_ALL, "C.UTF-8"), locale.nl_langinfo(locale.CODESET))
print(mimetypes.guess_type("a.svg")[0])
print(socket.gethostbyname("localhost"))
print(socket.gethostname())
