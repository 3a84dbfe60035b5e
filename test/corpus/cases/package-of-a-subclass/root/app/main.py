from alpha.db import Db
print(Db().driver())
