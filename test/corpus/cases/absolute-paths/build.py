import os
import sqlite3

os.makedirs("/var/lib/almanac")
with sqlite3.connect("/var/lib/almanac/state.db") as connection:
    connection.execute("create table about(version)")
    connection.execute("insert into about values ('v1')")
