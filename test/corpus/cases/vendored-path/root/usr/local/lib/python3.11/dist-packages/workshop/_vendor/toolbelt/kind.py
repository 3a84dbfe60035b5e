KIND = "vendored"
