import datetime
import os
import zoneinfo

print(datetime.datetime(2024, 1, 1, tzinfo=zoneinfo.ZoneInfo(os.environ["CITY"])).isoformat())
print(sorted(zoneinfo.available_timezones()))
