import choice
import queue
import resource
import select

print(queue.NAME)
print(resource.NAME)
print(choice.NAME)
print("the library's select has epoll:", hasattr(select, "epoll"))
