import gzip


class Gzip:
    module = gzip
