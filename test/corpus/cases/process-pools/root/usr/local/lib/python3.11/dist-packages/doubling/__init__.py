from .arithmetic import double
