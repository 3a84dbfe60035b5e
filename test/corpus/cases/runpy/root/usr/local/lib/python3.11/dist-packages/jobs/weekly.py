if __name__ == "__main__":
    from jobs._week import NAME

    print(f"job {NAME} as __main__")
