NAME = "site dir"
