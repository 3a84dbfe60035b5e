from animals import voices

for name, voice in sorted(voices().items()):
    print(name, "says", voice)
