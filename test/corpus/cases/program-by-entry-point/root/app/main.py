from importlib.metadata import entry_points
(ep,) = entry_points(group="console_scripts", name="alpha-tool")
print(ep.load()())
