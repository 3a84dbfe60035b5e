import nntplib

SEVEN = 7 if nntplib.NNTP_PORT == 119 else 0
