#include <Python.h>

static PyObject *helper(PyObject *self, PyObject *unused) {
  PyObject *module = PyImport_ImportModule("natives._helper");
  if (module == NULL) return NULL;
  PyObject *answer = PyObject_CallMethod(module, "seven", NULL);
  Py_DECREF(module);
  return answer;
}

static PyObject *late(PyObject *self, PyObject *unused) {
  PyObject *module = PyImport_ImportModule("pprint");
  if (module == NULL) return NULL;
  PyObject *name = PyObject_GetAttrString(module, "__name__");
  Py_DECREF(module);
  return name;
}

static PyMethodDef methods[] = {
    {"helper", helper, METH_NOARGS, NULL}, {"late", late, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_core", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__core(void) {
  PyObject *module = PyModule_Create(&definition);
  PyObject *fractions = PyImport_ImportModule("fractions");
  if (module == NULL || fractions == NULL) return NULL;
  PyModule_AddObject(module, "STARTED", PyObject_GetAttrString(fractions, "__name__"));
  Py_DECREF(fractions);
  return module;
}
