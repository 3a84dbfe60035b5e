/* As Debian's python.o, with one builtin more. */
#include <Python.h>

PyMODINIT_FUNC PyInit_kontain(void);

int main(int argc, char **argv)
{
    if (PyImport_AppendInittab("kontain", PyInit_kontain) < 0)
        return 1;
    return Py_BytesMain(argc, argv);
}
