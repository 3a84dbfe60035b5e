import jobrunner._own as own

print(own.TEXT)
