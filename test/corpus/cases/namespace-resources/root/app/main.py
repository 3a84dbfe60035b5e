from importlib import import_module, resources

print(sorted(file.name for file in resources.files("assets.texts").iterdir()))
import assets.empty

print(resources.files(assets.empty).joinpath("data.bin").read_bytes().decode().strip())
print(resources.files("brand" + "ing.themes").joinpath("theme.ini").read_text().strip())
