import sys

import jinja2
from jinja2 import Environment, FileSystemLoader, PackageLoader, select_autoescape

from extensions import show


def seen():
    environment = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
    print(environment.get_template("page.html").render(items=["<a>", "b"]))


def held():
    import asyncio

    from jinja2.nativetypes import NativeEnvironment
    from jinja2.sandbox import SandboxedEnvironment

    environment = Environment(
        loader=jinja2.ChoiceLoader([PackageLoader("pages"), jinja2.DictLoader({"d": "{{ 1 + 1 }}"})]),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n", "jinja2.ext.debug"],
        bytecode_cache=jinja2.FileSystemBytecodeCache("/tmp"),
        enable_async=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.install_null_translations()
    print(environment.get_template("d").render())
    print(asyncio.run(environment.get_template("mail.txt").render_async(names=["b", "a"])))
    print(environment.list_templates())
    try:
        environment.from_string("{{ missing }}").render()
    except jinja2.UndefinedError as error:
        print(type(error).__name__, error)
    try:
        environment.from_string("{% if %}")
    except jinja2.TemplateSyntaxError as error:
        print(type(error).__name__, error)
    print(NativeEnvironment().from_string("{{ [1, 2] + [3] }}").render())
    try:
        SandboxedEnvironment().from_string("{{ ().__class__.__mro__ }}").render()
    except jinja2.exceptions.SecurityError as error:
        print(type(error).__name__)
    filters = "{{ 'a b'|title }} {{ [3,1]|sort|first }} {{ 12345678|filesizeformat }} {{ {'b':1}|dictsort }} {{ 'x'|tojson }} {{ 'see http://a.example now'|urlize }} {{ 1.55|round(1) }} {{ [1,2,3]|batch(2)|list }} {{ 'a'|wordwrap }}"
    print(Environment().from_string(filters).render())
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
