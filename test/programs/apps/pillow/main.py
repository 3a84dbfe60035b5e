import hashlib
import io
import sys

from PIL import Image

from extensions import show


def picture():
    image = Image.new("RGB", (32, 24), "navy")
    for x in range(32):
        image.putpixel((x, x * 3 // 4), (255, x * 8, 0))
    return image


def again(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    back = Image.open(io.BytesIO(data.getvalue()))
    back.load()
    return back.format, back.size, back.mode, back.convert("RGB").getpixel((5, 5))


def seen():
    for kind in ("PNG", "GIF", "BMP"):
        print(*again(picture(), kind))


def held():
    from PIL import ExifTags, ImageChops, ImageColor, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageMath, ImageOps, ImageSequence, ImageStat

    for kind in ("TIFF", "WEBP", "PPM", "ICO", "PCX", "TGA", "JPEG", "JPEG2000", "SGI", "IM", "DDS", "MSP", "XBM"):
        mode = {"MSP": "1", "XBM": "1", "DDS": "RGBA"}.get(kind, "RGB")
        print(*again(picture().convert(mode), kind, **({"lossless": True} if kind == "WEBP" else {})))
    pdf = io.BytesIO()
    picture().save(pdf, "PDF")
    print("PDF", pdf.getvalue()[:5])
    image = picture()
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, 12, 12), fill=ImageColor.getrgb("hsl(120, 100%, 50%)"))
    draw.text((1, 10), "text", font=ImageFont.load_default())
    for changed in (
        image.filter(ImageFilter.GaussianBlur(2)),
        ImageOps.autocontrast(image),
        ImageEnhance.Color(image).enhance(0.5),
        ImageChops.invert(image),
        image.resize((8, 8), Image.LANCZOS).rotate(45),
        image.quantize(8).convert("RGB"),
        image.convert("CMYK").convert("RGB"),
    ):
        print(hashlib.sha256(changed.tobytes()).hexdigest()[:12])
    print(ImageMath.eval("convert(a + 1, 'L')", a=image.convert("L")).size, ImageStat.Stat(image).count[0])
    frames = io.BytesIO()
    image.save(frames, "GIF", save_all=True, append_images=[image.rotate(90)])
    print(sum(1 for _ in ImageSequence.Iterator(Image.open(frames))), ExifTags.TAGS[271], sorted(Image.registered_extensions())[:3])
    try:
        Image.open(io.BytesIO(b"nothing"))
    except Image.UnidentifiedImageError as error:
        print(type(error).__name__)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
