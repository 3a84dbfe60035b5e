/* The file system, for the interpreter that the compiler learns from: always the same one.
 *
 * Imports read folders and ask for files' numbers, devices and dates. Each file system and each engine has its own, and
 * of its own size and order: what an interpreter then allocates is elsewhere, and counters differ as memory.c says.
 * Python is compiled for large files, which is all that is here. The types are those of struct stat and struct dirent,
 * which on 64 bits are the same. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT_ONCE 64

/* A folder that is being read; it has no more than this one reader. */
struct listing {
    DIR *folder;
    struct dirent **entries;
    size_t count, next;
};

static struct listing listings[AT_ONCE];

int fstatat64(int folder, const char *path, struct stat64 *status, int flags) {
    if (syscall(SYS_newfstatat, folder, path, status, flags) < 0) return -1;
    status->st_dev = status->st_ino = status->st_nlink = 1;
    status->st_uid = status->st_gid = 0;
    status->st_blksize = 4096;
    status->st_blocks = 8;
    if (S_ISDIR(status->st_mode)) status->st_size = 4096;
    memset(&status->st_atim, 0, sizeof(status->st_atim));
    memset(&status->st_mtim, 0, sizeof(status->st_mtim));
    memset(&status->st_ctim, 0, sizeof(status->st_ctim));
    return 0;
}

int stat64(const char *path, struct stat64 *status) { return fstatat64(AT_FDCWD, path, status, 0); }

int lstat64(const char *path, struct stat64 *status) {
    return fstatat64(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

int fstat64(int file, struct stat64 *status) { return fstatat64(file, "", status, AT_EMPTY_PATH); }

static int by_name(const void *one, const void *other) {
    return strcmp((*(struct dirent *const *)one)->d_name, (*(struct dirent *const *)other)->d_name);
}

static struct dirent *copy(const struct dirent *entry) {
    struct dirent *copied = calloc(1, sizeof(*copied));
    if (copied == NULL) abort();
    copied->d_ino = 1;
    copied->d_type = entry->d_type;
    strcpy(copied->d_name, entry->d_name);
    return copied;
}

static void fill(struct listing *listing, DIR *folder) {
    struct dirent *(*next)(DIR *) = (struct dirent * (*)(DIR *)) dlsym(RTLD_NEXT, "readdir64");
    *listing = (struct listing){.folder = folder};
    for (struct dirent *entry; (entry = next(folder)) != NULL; listing->count++) {
        listing->entries = realloc(listing->entries, (listing->count + 1) * sizeof(entry));
        if (listing->entries == NULL) abort();
        listing->entries[listing->count] = copy(entry);
    }
    qsort(listing->entries, listing->count, sizeof(*listing->entries), by_name);
}

static struct listing *find(DIR *folder) {
    for (int i = 0; i < AT_ONCE; i++)
        if (listings[i].folder == folder) return &listings[i];
    return NULL;
}

struct dirent64 *readdir64(DIR *folder) {
    struct listing *listing = find(folder);
    if (listing == NULL) {
        listing = find(NULL);
        if (listing == NULL) abort();
        fill(listing, folder);
    }
    return listing->next < listing->count ? (struct dirent64 *)listing->entries[listing->next++] : NULL;
}

int closedir(DIR *folder) {
    struct listing *listing = find(folder);
    if (listing != NULL) {
        for (size_t i = 0; i < listing->count; i++) free(listing->entries[i]);
        free(listing->entries);
        *listing = (struct listing){0};
    }
    int (*close_folder)(DIR *) = (int (*)(DIR *))dlsym(RTLD_NEXT, "closedir");
    return close_folder(folder);
}
