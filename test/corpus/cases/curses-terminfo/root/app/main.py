import curses
import os

curses.setupterm(os.environ["TERM"], 1)
print(curses.tigetnum("colors"), "colours")
print("left key", curses.tigetstr("kcub1") is not None)
