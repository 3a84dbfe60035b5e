# python3 in PATH is a shell script that starts the interpreter.
FROM image
RUN printf '#!/bin/sh\nexport WRAPPED=yes\nexec /usr/bin/python3.11 "$@"\n' > /usr/local/bin/python3 \
 && chmod +x /usr/local/bin/python3
