import almanac

print("conf", open("/etc/almanac.conf").read().strip())
for text in almanac.report():
    print(text)
