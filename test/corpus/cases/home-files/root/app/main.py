import json
import os
import sys
from pathlib import Path

print("home", os.path.expanduser("~"))
print("settings", json.loads((Path.home() / ".config" / "keeper" / "settings.json").read_text())["theme"])
sys.path.append(os.path.expanduser("~/.local/share/keeper/plugins"))
import home_plugin

print(home_plugin.TEXT)
