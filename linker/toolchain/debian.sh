#!/bin/sh
# usage: debian.sh DISTRIBUTION SUITE PACKAGE VERSION, as root in a bare base image
# A base image has no Python: this installs one, and debian.py does the rest.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/apt.sh"

[ $# -eq 4 ] || fail usage 'debian.sh DISTRIBUTION SUITE PACKAGE VERSION'
case $2 in '' | *[!a-z0-9-]*) fail toolchain-not-found "'$2' is not the name of a suite" ;; esac
case $1 in
debian) lines=debian_lines ;;
ubuntu) lines=ubuntu_lines ;;
*) fail toolchain-not-found "there is no toolchain for distribution '$1': it makes those of debian and ubuntu" ;;
esac

read_base
rm -f /etc/apt/sources.list.d/*
{
    "$lines" deb "$base"
    [ "$2" = "$base" ] || "$lines" deb "$2"
    "$lines" deb-src "$2"
} >/etc/apt/sources.list
install_python "$1 $2"
exec python3 -B "$here/debian.py" "$@"
