NAME = "brief"
TEXT = "once upon a time"
