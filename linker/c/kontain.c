/*
 * The module `kontain`, with the names and arguments of Kontain's own. Theirs returns None without a new reference,
 * which ends CPython 3.11 with a fatal error at exit.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <unistd.h>

/* KM's hypercalls; a Linux kernel has no such system calls and answers ENOSYS. */
enum { PUT_DATA = 503, GET_DATA = 504, TAKE_SNAPSHOT = 505 };

static PyObject *take(PyObject *self, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"label", "description", "live", NULL};
    const char *label = NULL;
    const char *description = NULL;
    int live = 0;
    (void)self;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|zzp", names, &label, &description, &live))
        return NULL;
    if (syscall(TAKE_SNAPSHOT, label, description, live) < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

static PyObject *get_data(PyObject *self, PyObject *unused)
{
    char buffer[4096];
    (void)self;
    (void)unused;
    long size = syscall(GET_DATA, buffer, sizeof buffer);
    if (size < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyUnicode_DecodeUTF8(buffer, size, "surrogateescape");
}

static PyObject *put_data(PyObject *self, PyObject *arguments)
{
    const char *data;
    Py_ssize_t size;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "s#", &data, &size))
        return NULL;
    if (syscall(PUT_DATA, data, size) < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

static PyMethodDef snapshot_methods[] = {
    {"take", (PyCFunction)(void (*)(void))take, METH_VARARGS | METH_KEYWORDS,
     "take(label=None, description=None, live=False): write a snapshot; unless live, the program ends with it."},
    {"getdata", get_data, METH_NOARGS, "getdata(): the text that KM was given for the resumed program."},
    {"putdata", put_data, METH_VARARGS, "putdata(text): give KM the program's result."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef snapshots_module = {
    PyModuleDef_HEAD_INIT, .m_name = "kontain.snapshots", .m_size = -1, .m_methods = snapshot_methods};

static struct PyModuleDef kontain_module = {
    PyModuleDef_HEAD_INIT, .m_name = "kontain", .m_doc = "Kontain Monitor's calls.", .m_size = -1};

PyMODINIT_FUNC PyInit_kontain(void)
{
    PyObject *module = PyModule_Create(&kontain_module);
    PyObject *snapshots = PyModule_Create(&snapshots_module);
    /* PyModule_AddObject takes the reference only when it succeeds. */
    if (module == NULL || snapshots == NULL || PyModule_AddObject(module, "snapshots", snapshots) < 0) {
        Py_XDECREF(snapshots);
        Py_XDECREF(module);
        return NULL;
    }
    return module;
}
