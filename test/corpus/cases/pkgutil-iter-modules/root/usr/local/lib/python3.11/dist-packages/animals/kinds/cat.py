VOICE = "meow"
