def here():
    print("paused")
