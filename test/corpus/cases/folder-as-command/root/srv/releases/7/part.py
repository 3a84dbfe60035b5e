TEXT = open(__file__.replace("part.py", "text")).read().strip()
