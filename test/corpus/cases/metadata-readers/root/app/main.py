import kiosk

print("__version__", kiosk.__version__)
kiosk.report()
