with open("/etc/passwd", "a") as file:
    file.write("keeper:x:1234:1234::/srv/keeper:/usr/sbin/nologin\n")
