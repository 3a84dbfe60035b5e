WORDS = "greetings from the entry point"
