try:
    import simplejson as json
except ImportError:
    import json


def core():
    return json.loads('"sturdy core"')
