import winreg
