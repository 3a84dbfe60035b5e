NAME = "lever"
