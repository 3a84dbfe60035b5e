ROOT = "assembly"
