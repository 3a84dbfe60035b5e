WORDS = ["extra", "tool"]
