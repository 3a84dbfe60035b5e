COLOURS = ["red", "green"]
