SEALED = "sealed"
