def of(spec):
    return spec.name
