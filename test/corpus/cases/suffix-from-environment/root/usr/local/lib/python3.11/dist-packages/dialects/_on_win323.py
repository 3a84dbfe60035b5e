import winreg

TEXT = winreg.__name__
