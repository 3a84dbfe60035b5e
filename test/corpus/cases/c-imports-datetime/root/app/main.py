import datetime
import time

moment = datetime.datetime.strptime("29 Feb 2024 12:30", "%d %b %Y %H:%M")
print(moment)
print(time.strptime("1 March 2024", "%d %B %Y").tm_yday - 1)
print(moment.strftime("%A"))
