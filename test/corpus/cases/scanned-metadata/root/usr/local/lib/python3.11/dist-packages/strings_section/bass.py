VOICE = "low"
