import optparse

parser = optparse.OptionParser()
parser.add_option("--port")
print("web on", parser.parse_args()[0].port)
