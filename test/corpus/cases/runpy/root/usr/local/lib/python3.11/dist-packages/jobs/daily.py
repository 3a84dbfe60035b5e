if __name__ == "__main__":
    print("job daily as __main__")
