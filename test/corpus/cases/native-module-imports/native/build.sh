set -e
folder=/out/usr/local/lib/python3.11/dist-packages/natives
mkdir -p $folder
gcc -shared -fPIC -O1 $(python3-config --includes) -o $folder/_core.cpython-311-x86_64-linux-gnu.so /native/_core.c
