raise SystemExit("an unused module")
