def greet():
    return "tiny greets"
