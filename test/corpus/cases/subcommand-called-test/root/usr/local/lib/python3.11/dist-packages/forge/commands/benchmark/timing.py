import sched

NAME = "measures by " + sched.__name__
