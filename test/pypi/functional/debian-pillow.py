"""Formats, filters, drawing, text, colour profiles and what is linked."""

import hashlib
import io

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter, ImageFont, ImageOps, features

image = Image.new("RGB", (96, 64), (200, 30, 40))
draw = ImageDraw.Draw(image)
draw.ellipse((10, 10, 60, 50), fill=(20, 200, 60), outline=(0, 0, 0))
draw.text((5, 5), "text", font=ImageFont.load_default(), fill=(255, 255, 255))
for name in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "JPEG2000", "BMP", "PPM", "ICO"):
    buffer = io.BytesIO()
    image.save(buffer, name)
    again = Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")
    print(name, again.size, hashlib.sha256(again.tobytes()).hexdigest()[:16])
for filtered in (image.filter(ImageFilter.GaussianBlur(3)), image.resize((31, 17), Image.LANCZOS), image.rotate(33)):
    print(hashlib.sha256(filtered.tobytes()).hexdigest()[:16])
print(ImageChops.difference(image, ImageOps.mirror(image)).getbbox(), image.quantize(8).getcolors()[0][0])
profile = ImageCms.createProfile("sRGB")
print(ImageCms.profileToProfile(image, profile, ImageCms.createProfile("LAB"), outputMode="LAB").getpixel((1, 1)))
print([name for name in features.get_supported() if name not in ("raqm", "fribidi", "harfbuzz")])
