# A virtual environment over the image's python, with a console script of its own.
FROM image
ARG OPTIONS=
RUN python3 -m venv --without-pip ${OPTIONS} /opt/venv \
 && cp parity.py /opt/venv/lib/python3*/site-packages/ \
 && printf '#!/opt/venv/bin/python3\nimport sys\nfrom parity import main\nif __name__ == "__main__":\n    sys.exit(main())\n' \
      > /opt/venv/bin/parity \
 && chmod +x /opt/venv/bin/parity
# What only an environment with the system's packages sees.
RUN folder=$(python3 -c 'import site; print(site.getsitepackages()[0])') \
 && mkdir -p "$folder" && echo 'SEEN = True' > "$folder/outside.py"
ENV PATH=/opt/venv/bin:$PATH
CMD ["parity"]
