SMALL = "small"


class SmallModel:
    size = SMALL
