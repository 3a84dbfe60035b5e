import orchestra

for name, player in orchestra.players():
    print(f"{name}: {player.VOICE}")
print("required", orchestra.require("music-core"))
