import subprocess

subprocess.run(["/sbin/ldconfig"], check=True)
