STATE = "ok"
