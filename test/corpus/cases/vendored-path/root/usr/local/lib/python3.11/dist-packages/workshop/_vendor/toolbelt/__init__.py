from toolbelt.kind import KIND
