# The bug that this project began with: an interpreter of one version over the library of another.
FROM image
RUN rm -r /usr/local/lib/python3.13 && cp -a /usr/lib/python3.11 /usr/local/lib/python3.13
