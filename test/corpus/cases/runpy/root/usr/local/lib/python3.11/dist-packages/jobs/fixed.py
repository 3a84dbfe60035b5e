print("fixed job")
