TEXT = "stage two"
