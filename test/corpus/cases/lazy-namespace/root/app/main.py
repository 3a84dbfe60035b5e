from alpha import api
print(api.things.NAME, api.others.NAME)
