import os

from dialects import platform_text, speak

print(speak(os.environ["DIALECT"]))
print(platform_text())
