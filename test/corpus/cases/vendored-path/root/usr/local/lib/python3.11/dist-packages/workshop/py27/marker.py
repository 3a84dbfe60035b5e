print "not for us"
