import posixpath

NAME = posixpath.__name__.replace("path", "") + " paths"
