from service.queues import NAME

print("worker of", NAME)
