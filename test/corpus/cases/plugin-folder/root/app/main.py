import plugged

plugged.run_all()
