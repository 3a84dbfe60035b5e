# A python that pyenv built on a machine like this one, at the path that it was built for.
FROM userland
ARG PREFIX
COPY --from=pyenv / ${PREFIX}/
ENV PATH=${PREFIX}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
