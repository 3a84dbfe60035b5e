NAME = "screw by prefix"
