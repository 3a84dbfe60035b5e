VOICE = "high"
