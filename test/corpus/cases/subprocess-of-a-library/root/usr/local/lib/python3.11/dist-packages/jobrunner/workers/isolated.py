from jobrunner.workers._spare import TEXT

print(TEXT)
