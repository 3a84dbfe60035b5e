import os

import motors

engine = motors.engine(os.environ["ENGINE"])
print(engine.__name__, "of", engine.__module__)
