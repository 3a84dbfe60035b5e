import datetime
import os
import time
import zoneinfo

zone = zoneinfo.ZoneInfo(os.environ["CITY"])
print(datetime.datetime(2024, 7, 1, 12, tzinfo=zone).isoformat())
print(*time.tzname, -time.timezone)
print("Pacific/Apia" in zoneinfo.available_timezones())
