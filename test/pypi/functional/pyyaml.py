"""Loading and dumping by libyaml, which yaml's own Python code has to agree with."""

import yaml

TEXT = """
%YAML 1.1
---
anchor: &a {x: 1, y: [1, 2.5, null, true, 2001-12-14, 0x1F, "é"]}
merged:
  <<: *a
  z: |
    two
    lines
binary: !!binary aGVsbG8=
set: !!set {a, b}
long: >-
  folded
  text
"""
print(yaml.__with_libyaml__, yaml._yaml.get_version_string())
fast = yaml.load(TEXT, Loader=yaml.CSafeLoader)
print(fast == yaml.load(TEXT, Loader=yaml.SafeLoader), sorted(fast.pop("set")), fast)
print(yaml.dump(fast, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=True))
print([type(event).__name__ for event in yaml.parse("[a, {b: c}]", Loader=yaml.CLoader)])
print([type(token).__name__ for token in yaml.scan("- a\n- *b\n", Loader=yaml.CLoader)])
for text in ("a: [1, 2", "\tx: 1", "a: b: c", "&a *b"):
    try:
        yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        print(type(error).__name__, str(error).replace("\n", " "))
big = {f"key{n}": list(range(n % 7)) for n in range(2000)}
print(yaml.load(yaml.dump(big, Dumper=yaml.CDumper), Loader=yaml.CLoader) == big)
