# A process without rights: it cannot read all of the image.
FROM image
RUN mkdir -m 0700 /root/private && echo secret > /root/private/file && chmod 0600 /etc/hostname /root/private/file || true
USER 1000
