# The same program, which writes down what it opens.
FROM source
COPY faktory_truth.py faktory_truth.pth /usr/lib/python3/dist-packages/
ENV FAKTORY_TRUTH=/truth
