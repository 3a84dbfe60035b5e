import models
from weather import forecast

lazy_json = models.lazy("json")
print("json", lazy_json.dumps({"a": 1}))
print("model", models.SmallModel.size)
print("proxy", forecast.today())
