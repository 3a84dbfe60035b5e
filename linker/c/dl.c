/*
 * dlopen and its family for a static python.km. It stands before libc.a in the link, so libc's own is never taken:
 * that one loads a second libc beside the first and then finds no symbol of the program (measured on glibc 2.36).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "km.h"

#define MAGIC "kontain module\n"
#define MAX_ID 256

static _Thread_local char message[PATH_MAX + 512];
static _Thread_local int pending;
static char program; /* its address is the handle of the program itself */

/* The C library's parts are in the program, so these names mean the program. */
static const char *const own_libraries[] = {"libc.so.6",       "libm.so.6",   "libdl.so.2", "libpthread.so.0",
                                            "libutil.so.1",    "librt.so.1",  "libresolv.so.2"};

static const char *const folders[] = {"/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64",
                                      "/lib",                  "/usr/lib",                  "/usr/local/lib"};

__attribute__((format(printf, 1, 2))) static void *fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    pending = 1;
    return NULL;
}

static int is_own_library(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    for (size_t i = 0; i < sizeof own_libraries / sizeof *own_libraries; i++)
        if (strcmp(name, own_libraries[i]) == 0)
            return 1;
    /* libpython3.11.so.1.0: its names are in the program too */
    return strncmp(name, "libpython3.", 11) == 0 && strstr(name, ".so") != NULL;
}

static const struct km_record *find_record(const char *id)
{
    size_t low = 0, high = km_record_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(km_records[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < km_record_count && strcmp(km_records[low].id, id) == 0 ? &km_records[low] : NULL;
}

static void *open_record(const char *path, char *id)
{
    size_t length = strcspn(id, "\n");
    id[length] = '\0';
    const struct km_record *record = find_record(id);
    if (record != NULL)
        return (void *)record;
    const char *colon = strchr(id, ':');
    const char *module = colon != NULL ? colon + 1 : id;
    return fail("%s: the module %s is not linked into %s; add KEEP %s to the Kontainfile and build the image again",
                path, module, km_name, module);
}

static void *open_descriptor(const char *path, int descriptor)
{
    char text[sizeof MAGIC + MAX_ID];
    size_t size = 0;
    while (size < sizeof text - 1) {
        ssize_t got = read(descriptor, text + size, sizeof text - 1 - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail("%s: cannot read file data: %s", path, strerror(errno));
        if (got == 0)
            break;
        size += (size_t)got;
    }
    text[size] = '\0';
    if (strncmp(text, MAGIC, sizeof MAGIC - 1) == 0)
        return open_record(path, text + sizeof MAGIC - 1);
    if (size >= 4 && memcmp(text, "\177ELF", 4) == 0)
        return fail("%s: %s is static and cannot load shared objects; use LINK dynamic in the Kontainfile, "
                    "or DROP what needs this file",
                    path, km_name);
    return fail(size < 4 ? "%s: file too short" : "%s: invalid ELF header", path);
}

/* A library's plug-in is known by its file and folder: the library has its system's own idea of what is before them. */
static const struct km_record *find_plugin(const char *path)
{
    const char *name = strrchr(path, '/');
    if (name == NULL)
        return NULL;
    while (name > path && name[-1] != '/')
        name--;
    char id[MAX_ID];
    int length = snprintf(id, sizeof id, "plugin:%s", name);
    return length > 0 && (size_t)length < sizeof id ? find_record(id) : NULL;
}

static void *open_path(const char *path)
{
    const struct km_record *plugin = find_plugin(path);
    if (plugin != NULL)
        return (void *)plugin;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail("%s: cannot open shared object file: %s", path, strerror(errno));
    void *handle = open_descriptor(path, descriptor);
    close(descriptor);
    return handle;
}

/* A bare name is searched for only to say why it cannot be loaded. */
static void *open_name(const char *name)
{
    char path[PATH_MAX];
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        int length = snprintf(path, sizeof path, "%s/%s", folders[i], name);
        if (length > 0 && (size_t)length < sizeof path && access(path, R_OK) == 0)
            return open_path(path);
    }
    return fail("%s: cannot open shared object file: %s", name, strerror(ENOENT));
}

void *dlopen(const char *path, int mode)
{
    (void)mode;
    if (path == NULL || *path == '\0' || is_own_library(path))
        return &program;
    return strchr(path, '/') != NULL ? open_path(path) : open_name(path);
}

static void *find_export(const char *name)
{
    size_t low = 0, high = km_export_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(km_exports[middle].name, name);
        if (order == 0)
            return km_exports[middle].address;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void *dlsym(void *restrict handle, const char *restrict name)
{
    const struct km_record *record = handle;
    const struct km_record *end = km_records + km_record_count;
    void *address = NULL;
    if (record >= km_records && record < end) {
        for (const char *id = record->id; record < end && strcmp(record->id, id) == 0; record++)
            if (strcmp(record->symbol, name) == 0)
                return record->address;
    } else {
        address = find_export(name);
    }
    return address != NULL ? address : fail("%s: undefined symbol: %s", km_name, name);
}

char *dlerror(void)
{
    char *last = pending ? message : NULL;
    pending = 0;
    return last;
}

int dlclose(void *handle)
{
    (void)handle;
    return 0;
}
