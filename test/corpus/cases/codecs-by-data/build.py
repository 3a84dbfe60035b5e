with open("/app/cookie.py", "wb") as file:
    file.write(b"# -*- coding: cp1250 -*-\n" + "WORD = 'na\\xefve'\n".encode("cp1250"))
