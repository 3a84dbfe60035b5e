raise SystemExit("an unused distribution")
