"""What a program can reach: its imports, the modules they lead to, and what goes with them."""
