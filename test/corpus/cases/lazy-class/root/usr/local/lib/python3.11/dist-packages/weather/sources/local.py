def today():
    return "sunny"
