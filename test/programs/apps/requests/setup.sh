set -e
cd /app
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out ca.pem -days 3650 -subj /CN=localhost \
  -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" 2>/dev/null
