import glob
import os

with open("data/words.txt") as file:
    print("words:", len(file.readlines()))
print("glob:", *sorted(open(name).read().strip() for name in glob.glob("data/**/*.part", recursive=True)))
print("parent:", open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "app", "settings")).read().strip())
with open("made.txt", "w") as file:
    print("written", file.write("12345"))
print("hidden", open(".dotfile").read().strip())
