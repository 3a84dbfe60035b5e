/* Memory for the interpreter that the compiler learns from: always at the same addresses.
 *
 * Objects are hashed and compared by their address, so that counters would differ from run to run, and with them the
 * code, where addresses are a matter of chance. (A kernel can be asked for fixed ones, but not by what runs in a build
 * step: seccomp filters leave personality(2) out.) One thread, and nothing is ever given back. */

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define REGION ((char *)0x200000000000)
#define SIZE ((size_t)1 << 30)
#define HEADER 16
#define SMALLEST 5
#define CLASSES 48

static char *next_free;
static void *lists[CLASSES];

static int class_of(size_t size) {
    int class = SMALLEST;
    while (((size_t)1 << class) < size) class++;
    return class;
}

static char *reserve(void) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    return mmap(REGION, SIZE, PROT_READ | PROT_WRITE, flags, -1, 0) == REGION ? REGION : NULL;
}

void *malloc(size_t size) {
    if (size > SIZE / 2 || (next_free == NULL && (next_free = reserve()) == NULL)) {
        errno = ENOMEM;
        return NULL;
    }
    int class = class_of(size + HEADER);
    char *block = lists[class];
    if (block != NULL) {
        memcpy(&lists[class], block + HEADER, sizeof(void *));
    } else {
        block = next_free;
        if ((size_t)(REGION + SIZE - block) < (size_t)1 << class) {
            errno = ENOMEM;
            return NULL;
        }
        next_free += (size_t)1 << class;
    }
    memcpy(block, &class, sizeof(class));
    return block + HEADER;
}

static int class_at(const void *pointer) {
    int class;
    memcpy(&class, (const char *)pointer - HEADER, sizeof(class));
    return class;
}

void free(void *pointer) {
    if (pointer == NULL) return;
    int class = class_at(pointer);
    memcpy(pointer, &lists[class], sizeof(void *));
    lists[class] = (char *)pointer - HEADER;
}

void *calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *pointer = malloc(bytes);
    return pointer == NULL ? NULL : memset(pointer, 0, bytes);
}

void *realloc(void *pointer, size_t size) {
    if (pointer == NULL) return malloc(size);
    size_t held = ((size_t)1 << class_at(pointer)) - HEADER;
    if (size <= held) return pointer;
    void *bigger = malloc(size);
    if (bigger == NULL) return NULL;
    memcpy(bigger, pointer, held);
    free(pointer);
    return bigger;
}
