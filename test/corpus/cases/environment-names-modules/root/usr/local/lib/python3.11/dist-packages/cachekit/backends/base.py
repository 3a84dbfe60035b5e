class Base:
    def __repr__(self):
        return type(self).__name__ + " of the cache"
