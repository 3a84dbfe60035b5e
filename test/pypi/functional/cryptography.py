"""Ciphers, signatures, keys and certificates by Rust and OpenSSL."""

import datetime

from cryptography import __version__, x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

key = bytes(range(32))
print(__version__, Fernet(Fernet.generate_key()).encrypt(b"x")[:5])
print(AESGCM(key).encrypt(b"\0" * 12, b"data", b"more").hex(), ChaCha20Poly1305(key).encrypt(b"\0" * 12, b"data", None).hex())
cipher = Cipher(algorithms.AES(key), modes.CBC(b"\0" * 16)).encryptor()
print((cipher.update(b"a" * 32) + cipher.finalize()).hex())
mac = hmac.HMAC(key, hashes.SHA256())
mac.update(b"x")
print(mac.finalize().hex(), PBKDF2HMAC(hashes.SHA256(), 16, b"salt", 1000).derive(b"pw").hex())
signer = ed25519.Ed25519PrivateKey.from_private_bytes(key)
print(signer.sign(b"m").hex()[:32], signer.public_key().public_bytes_raw().hex())
print(x25519.X25519PrivateKey.from_private_bytes(key).exchange(x25519.X25519PrivateKey.from_private_bytes(key[::-1]).public_key()).hex())
private = rsa.generate_private_key(65537, 2048)
signature = private.sign(b"m", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
private.public_key().verify(signature, b"m", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
curve = ec.generate_private_key(ec.SECP256R1())
pem = curve.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"pw"))
print(serialization.load_pem_private_key(pem, b"pw").private_numbers() == curve.private_numbers(), pem.splitlines()[0])
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "é.example")])
day = datetime.datetime(2024, 1, 1)
made = x509.CertificateBuilder(name, name, curve.public_key(), 5, day, day + datetime.timedelta(9)).add_extension(x509.SubjectAlternativeName([x509.DNSName("a.example")]), False).sign(curve, hashes.SHA256())
again = x509.load_pem_x509_certificate(made.public_bytes(serialization.Encoding.PEM))
print(again.subject.rfc4514_string(), again.extensions[0].value, again.serial_number, again == made)
for call in (lambda: AESGCM(key).decrypt(b"\0" * 12, b"\0" * 20, None), lambda: signer.public_key().verify(b"\0" * 64, b"m")):
    try:
        call()
    except (InvalidTag, InvalidSignature) as error:
        print(type(error).__name__)
