# Sourced by the entries: apt in a bare base image, and the Python that does the rest.

fail() {
    printf '%s: %s\n' "$1" "$2" >&2
    exit 3
}

# debian_lines TYPE SUITE
debian_lines() {
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    printf '%s [signed-by=%s] http://deb.debian.org/debian %s main\n' "$1" "$keyring" "$2"
    case $2 in sid | unstable | experimental) return ;; esac
    printf '%s [signed-by=%s] http://deb.debian.org/debian %s-updates main\n' "$1" "$keyring" "$2"
    printf '%s [signed-by=%s] http://deb.debian.org/debian-security %s-security main\n' "$1" "$keyring" "$2"
}

ubuntu_lines() {
    keyring=/usr/share/keyrings/ubuntu-archive-keyring.gpg
    for pocket in "$2" "$2-updates" "$2-security"; do
        printf '%s [signed-by=%s] http://archive.ubuntu.com/ubuntu %s main universe\n' "$1" "$keyring" "$pocket"
    done
}

read_base() {
    base=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    [ -n "$base" ] || fail toolchain-not-found 'the base image has no VERSION_CODENAME in /etc/os-release'
}

# install_python NAME: the lists are in place, and NAME is what they are of
install_python() {
    # The toolchain's root is kept in the build cache: no pages, no translations. The licences are for python.km.
    {
        printf 'path-exclude=%s\n' '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/info/*' '/usr/share/locale/*'
        printf 'path-include=%s\n' '/usr/share/doc/*/copyright'
    } >/etc/dpkg/dpkg.cfg.d/faktory
    cat >/etc/apt/apt.conf.d/90faktory <<'CONF'
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Dpkg::Options:: "--force-unsafe-io";
CONF
    export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
    apt-get -qq update || fail toolchain-not-found "the package index of $1 could not be read (apt's message is above)"
    apt-get -qq -y install python3 ca-certificates >/var/log/faktory-apt.log 2>&1 || {
        cat /var/log/faktory-apt.log >&2
        fail toolchain-failed 'python3 could not be installed in the base image (apt'"'"'s message is above)'
    }
}
