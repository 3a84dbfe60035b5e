STATE = "tools ready"
