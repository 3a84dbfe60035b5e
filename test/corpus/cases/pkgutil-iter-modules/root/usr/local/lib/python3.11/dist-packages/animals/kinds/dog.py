VOICE = "woof"
