import jobrunner

jobrunner.run_all()
