def main(): return "tool"
