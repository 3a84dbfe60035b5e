def words(argv):
    return argv[1:]
