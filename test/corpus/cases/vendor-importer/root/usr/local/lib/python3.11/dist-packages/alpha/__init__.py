from alpha.extern.packaging import version
import alpha.extern.appdirs.unix as u
def v(): return version.V, u.U
