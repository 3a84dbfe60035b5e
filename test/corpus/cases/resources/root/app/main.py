import atlas

atlas.report()
