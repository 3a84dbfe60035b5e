# Debian's own python.
FROM userland
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/*
# An older revision that the pool has whole, where a mirror serves the newest one's packages and not their source; where
# the pool has it no more, the newest stays.
ARG PACKAGE=
ARG REVISION=
RUN if [ -n "${REVISION}" ]; then \
      mirror=$(sed -n 's/^URIs: //p' /etc/apt/sources.list.d/debian.sources | head -1) && mkdir /older \
      && for name in "lib${PACKAGE}-minimal" "lib${PACKAGE}-stdlib" "${PACKAGE}-minimal" "${PACKAGE}"; do \
           file="${name}_${REVISION}_amd64.deb"; \
           /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file \
             "$mirror/pool/main/p/${PACKAGE}/$file" "/older/$file" || rm -f /older/*; \
         done; \
      if [ "$(ls /older | wc -l)" = 4 ]; then dpkg --install /older/*; fi; \
      rm -r /older; \
    fi
