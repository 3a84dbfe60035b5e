class LargeModel:
    size = "large"
