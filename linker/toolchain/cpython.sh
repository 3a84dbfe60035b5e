#!/bin/sh
# usage: cpython.sh VERSION PREFIX PLATLIBDIR MULTIARCH ABIFLAGS SOABI THREAD_STACK_SIZE, as root in a bare Debian
# The source is below /in/cpython: an unpacked tree, or one tarball. cpython.py does the rest.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/apt.sh"

[ $# -eq 7 ] || fail usage 'cpython.sh VERSION PREFIX PLATLIBDIR MULTIARCH ABIFLAGS SOABI THREAD_STACK_SIZE'

read_base
rm -f /etc/apt/sources.list.d/*
debian_lines deb "$base" >/etc/apt/sources.list
install_python "debian $base"
exec python3 -B "$here/cpython.py" "$@"
