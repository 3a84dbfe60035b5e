import base64
import datetime
import sys

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, serialization

from extensions import show


def seen():
    fernet = Fernet(base64.urlsafe_b64encode(b"k" * 32))
    print(fernet.decrypt(fernet.encrypt(b"secret")))
    digest = hashes.Hash(hashes.SHA256())
    digest.update(b"x")
    print(digest.finalize().hex()[:16])


def held():
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, x25519
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
    from cryptography.hazmat.primitives.hmac import HMAC
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.example")])
    start = datetime.datetime(2024, 1, 1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, start, start + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("a.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    print(x509.load_pem_x509_certificate(pem).subject.rfc4514_string(), certificate.extensions[0].value.get_values_for_type(x509.DNSName))
    signature = key.sign(b"m", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    print(key.public_key().verify(signature, b"m", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256()))
    store = pkcs12.serialize_key_and_certificates(b"n", key, certificate, None, serialization.BestAvailableEncryption(b"p"))
    print(pkcs12.load_key_and_certificates(store, b"p")[1].serial_number)
    print(AESGCM(b"k" * 16).encrypt(b"n" * 12, b"x", None).hex(), ChaCha20Poly1305(b"k" * 32).encrypt(b"n" * 12, b"x", None).hex())
    encryptor = Cipher(algorithms.AES(b"k" * 16), modes.CBC(b"i" * 16)).encryptor()
    print((encryptor.update(b"b" * 16) + encryptor.finalize()).hex())
    one, two = x25519.X25519PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    print(one.exchange(two.public_key()) == two.exchange(one.public_key()))
    ed = ed25519.Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    print(ed.sign(b"m").hex()[:16], ed.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)[:20])
    print(HKDF(hashes.SHA256(), 8, b"s", b"i").derive(b"k").hex(), Scrypt(b"s", 8, 2, 1, 1).derive(b"k").hex())
    mac = HMAC(b"k", hashes.SHA512())
    mac.update(b"x")
    print(mac.finalize().hex()[:16], ec.generate_private_key(ec.SECP256R1()).curve.name)
    try:
        Fernet(base64.urlsafe_b64encode(b"k" * 32)).decrypt(b"wrong")
    except InvalidToken as error:
        print(type(error).__name__)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
