/* The main of the interpreter that the compiler learns from, and its builtin module `_counters`. */

#include <Python.h>
#include <stdlib.h>
#include <unistd.h>

void __gcov_reset(void);
void __gcov_dump(void);
int append_modules(void);

static PyObject *begin(PyObject *module, PyObject *arguments) {
    __gcov_reset();
    Py_RETURN_NONE;
}

static PyObject *end(PyObject *module, PyObject *arguments) {
    __gcov_dump();
    _exit(0);
}

static PyMethodDef methods[] = {
    {"begin", begin, METH_NOARGS, "Count from here."},
    {"end", end, METH_NOARGS, "Write the counts and end the process."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_counters", NULL, -1, methods};

static PyObject *init_counters(void) { return PyModule_Create(&definition); }

static void *allocate_arena(void *context, size_t size) { return malloc(size); }

static void free_arena(void *context, void *pointer, size_t size) { free(pointer); }

int main(int argc, char **argv) {
    PyObjectArenaAllocator arenas = {NULL, allocate_arena, free_arena};
    PyObject_SetArenaAllocator(&arenas);
    if (PyImport_AppendInittab("_counters", init_counters) < 0 || append_modules() < 0) return 1;
    return Py_BytesMain(argc, argv);
}
