def show(name, degrees):
    print(f"{name}: {degrees} degrees")
