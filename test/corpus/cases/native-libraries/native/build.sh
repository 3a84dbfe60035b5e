set -e
folder=/out/usr/local/lib/python3.11/dist-packages/bindings/_libs
mkdir -p $folder /out/usr/local/lib
gcc -shared -fPIC -o $folder/libanswer.so /native/answer.c
sed 's/answer/base/' /native/answer.c > /tmp/base.c
gcc -shared -fPIC -Wl,-soname,libbase.so.1 -o /out/usr/local/lib/libbase.so.1 /tmp/base.c
gcc -shared -fPIC -Wl,-soname,libmore.so.1 -o /out/usr/local/lib/libmore.so.1 /native/more.c /out/usr/local/lib/libbase.so.1
