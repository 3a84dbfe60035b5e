import email
import email.policy
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.mime.text import MIMEText
import mimetypes

print(Header("日本", "iso-2022-jp").encode())
print(make_header(decode_header("=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=")))
print(MIMEText("ž", _charset="utf-8")["Content-Transfer-Encoding"])
print(mimetypes.guess_type("a.html")[0], mimetypes.guess_type("a.tar.gz")[0])
message = EmailMessage(policy=email.policy.SMTP)
message["To"] = "Žluťoučký <a@xn--bcher-kva.example>"
message.set_content("text")
message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
print(message["To"])
print("parsed", email.message_from_bytes(bytes(message), policy=email.policy.default).get_content_type())
