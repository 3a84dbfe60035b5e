import stringprep


def tell(kind):
    print(f"{kind.NAME}: {kind.TEXT}")
    print("aifc", stringprep.in_table_a1("a"))
