raise SystemExit("nobody needs dust")
