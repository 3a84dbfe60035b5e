# A Python as its users have it: Debian's own, a virtual environment, and wheels of PyPI.
FROM debian:bookworm AS python
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
 && rm -rf /var/lib/apt/lists/* \
 && python3 -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1

FROM python AS packages
ARG REQUIREMENTS
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
 && pip install --no-cache-dir --quiet --only-binary :all: ${REQUIREMENTS}

# What is given to both images as a volume: a test that names a program would bring it into the result.
FROM packages AS fetched
ARG SDIST=
ARG PATHS=
COPY copying.py sdist.py run_tests.py /
RUN --mount=type=secret,id=ca python3 /sdist.py /given/tests "${SDIST}" ${PATHS} && cp /run_tests.py /given/

FROM scratch AS given
COPY --from=fetched /given/ /

FROM packages AS source
ARG FUNCTIONAL
COPY --from=functional ${FUNCTIONAL}.py /app/functional.py
WORKDIR /app
CMD ["python3", "/app/functional.py"]
