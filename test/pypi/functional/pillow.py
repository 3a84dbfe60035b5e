"""Images made, filtered and brought through formats, and what the module was built with."""

import hashlib
import io

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageMath, features

image = Image.linear_gradient("L").resize((64, 48), Image.Resampling.BICUBIC)
color = Image.merge("RGB", (image, image.rotate(90), ImageChops.invert(image)))
ImageDraw.Draw(color).ellipse((10, 10, 40, 30), fill=(255, 0, 0), outline="white")


def digest(one: Image.Image) -> str:
    return f"{one.mode} {one.size} {hashlib.sha256(one.tobytes()).hexdigest()[:16]}"


print(digest(image), digest(color), digest(color.convert("CMYK")), digest(color.quantize(16)))
for each in (ImageFilter.GaussianBlur(2), ImageFilter.UnsharpMask(), ImageFilter.MedianFilter(3), ImageFilter.CONTOUR):
    print(digest(color.filter(each)))
for name, options in (("PNG", {}), ("BMP", {}), ("GIF", {}), ("TIFF", {"compression": "tiff_lzw"}), ("TIFF", {"compression": "tiff_adobe_deflate"}), ("PPM", {}), ("TGA", {}), ("ICO", {}), ("WEBP", {"lossless": True}), ("JPEG2000", {})):
    file = io.BytesIO()
    color.save(file, name, **options)
    again = Image.open(io.BytesIO(file.getvalue()))
    again.load()
    print(name, again.format, digest(again))
file = io.BytesIO()
color.save(file, "JPEG", quality=90, progressive=True)
again = Image.open(file).convert("RGB")
print(again.size, max(high for _, high in ImageChops.difference(color, again).getextrema()) < 160)
for name in ("jpg", "jpg_2000", "zlib", "libtiff", "freetype2", "littlecms2", "webp"):
    print(name, features.check(name))
print(ImageFont.load_default(14).getbbox("text") is not None, digest(color.transpose(Image.Transpose.TRANSVERSE)))
