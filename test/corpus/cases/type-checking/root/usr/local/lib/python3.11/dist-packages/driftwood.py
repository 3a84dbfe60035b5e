raise SystemExit("only types are used of this")
