"""Ciphers, signatures, certificates and old algorithms."""

import datetime

from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.backends.openssl import backend
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.x509.oid import NameOID

print(backend.name, backend.ed25519_supported())
key = Fernet(b"A" * 43 + b"=")
print(key.decrypt(key.encrypt(b"words")))
print(AESGCM(b"k" * 16).encrypt(b"n" * 12, b"data", b"more").hex(), ChaCha20Poly1305(b"k" * 32).encrypt(b"n" * 12, b"d", None).hex())
encryptor = Cipher(algorithms.AES(b"k" * 32), modes.CTR(b"n" * 16)).encryptor()
print((encryptor.update(b"a" * 20) + encryptor.finalize()).hex())
print(Scrypt(salt=b"s", length=16, n=1024, r=8, p=1).derive(b"p").hex())
digest = hashes.Hash(hashes.BLAKE2b(64))
digest.update(b"x")
print(digest.finalize().hex()[:32])
code = hmac.HMAC(b"k", hashes.SHA3_256())
code.update(b"m")
print(code.finalize().hex())
private = ed25519.Ed25519PrivateKey.from_private_bytes(b"7" * 32)
print(private.sign(b"m").hex())
print(x25519.X25519PrivateKey.from_private_bytes(b"1" * 32).exchange(x25519.X25519PrivateKey.from_private_bytes(b"2" * 32).public_key()).hex())
signer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
signer.public_key().verify(signer.sign(b"m", padding.PKCS1v15(), hashes.SHA256()), b"m", padding.PKCS1v15(), hashes.SHA256())
curve = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example")])
begin = datetime.datetime(2026, 1, 1)
builder = x509.CertificateBuilder(name, name, curve.public_key(), 1, begin, begin + datetime.timedelta(days=9))
certificate = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("example.org")]), False).sign(curve, hashes.SHA256())
again = x509.load_pem_x509_certificate(certificate.public_bytes(serialization.Encoding.PEM))
print(again.subject.rfc4514_string(), again.not_valid_after, again.extensions[0].value.get_values_for_type(x509.DNSName))
old = Cipher(algorithms.Blowfish(b"key5"), modes.ECB()).encryptor()
print((old.update(b"8 bytes.") + old.finalize()).hex())
