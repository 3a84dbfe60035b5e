import framework

framework.setup()
for line in framework.report():
    print(line)
