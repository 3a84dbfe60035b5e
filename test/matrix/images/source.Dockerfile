# CPython's own source: the tarball of a Debian source package, as it came from python.org.
FROM debian:bookworm AS archive
ARG VERSION
WORKDIR /source
# From the pool itself: an index names one release and forgets those before it, which the pool has for a while longer.
RUN mirror=$(sed -n 's/^URIs: //p' /etc/apt/sources.list.d/debian.sources | head -1) \
 && name="python${VERSION%.*}" \
 && for end in xz gz; do \
      /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file \
        "$mirror/pool/main/p/$name/${name}_$VERSION.orig.tar.$end" "Python-$VERSION.tar.$end" && exit 0; \
    done; exit 1

FROM scratch
COPY --from=archive /source/ /
