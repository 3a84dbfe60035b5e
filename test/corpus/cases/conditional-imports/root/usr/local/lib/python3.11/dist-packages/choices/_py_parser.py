NAME = "fallback parser"
