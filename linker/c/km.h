/* What link.py generates and dl.c reads. */
#ifndef FAKTORY_KM_H
#define FAKTORY_KM_H

#include <stddef.h>

/* An init function of a linked C module; a placeholder holds the id. Sorted by id, then symbol. */
struct km_record {
    const char *id;
    const char *symbol;
    void *address;
};

/* A name that dlsym answers for the program itself. Sorted by name. */
struct km_export {
    const char *name;
    void *address;
};

extern const char km_name[];
extern const struct km_record km_records[];
extern const size_t km_record_count;
extern const struct km_export km_exports[];
extern const size_t km_export_count;

#endif
