/*
 * What an archive that was compiled with glibc before 2.33 calls, and a newer libc.a lacks: their headers made mknod
 * an inline call of these. Bullseye's python 3.9 is such an archive; it links with bookworm's glibc.
 */
#include <sys/stat.h>

int __xmknod(int version, const char *path, mode_t mode, dev_t *device);
int __xmknodat(int version, int folder, const char *path, mode_t mode, dev_t *device);

int __xmknod(int version, const char *path, mode_t mode, dev_t *device)
{
    (void)version;
    return mknod(path, mode, *device);
}

int __xmknodat(int version, int folder, const char *path, mode_t mode, dev_t *device)
{
    (void)version;
    return mknodat(folder, path, mode, *device);
}
