NAMES = "redis file_system".split()
BASE = __package__
