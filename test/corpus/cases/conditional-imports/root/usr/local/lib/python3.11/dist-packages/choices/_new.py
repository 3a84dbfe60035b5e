NAME = "new enough"
