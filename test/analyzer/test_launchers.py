import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import invocation
import launchers
from made import ImageCase
from trail import Call

FILES = {
    "/srv/shop/site/__init__.py": "",
    "/srv/shop/site/settings.py": "",
    "/srv/shop/site/wsgi.py": "",
    "/srv/shop/app.py": "",
    "/srv/shop/conf/gunicorn.conf.py": "import os\nbind = '0:80'\nchdir = '/srv/other'\nwsgi_app = 'late:make()'\n",
    "/srv/shop/manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n",
    "/srv/shop/uwsgi.ini": "[uwsgi]\n# x = y\nchdir = /srv/other\nmodule = late:app\n",
    "/srv/other/late.py": "",
    "/srv/other/tasks/__init__.py": "",
}
SITE = "/srv/shop/site"
APP = "/srv/shop/app.py"
LATE = "/srv/other/late.py"
TASKS = "/srv/other/tasks"
LINES = (
    ("gunicorn site.wsgi", {}, [SITE]),
    ("gunicorn -b 0.0.0.0:80 -w 4 site.wsgi:application --preload", {}, [SITE]),
    ("gunicorn --chdir /srv/other late:app", {}, [LATE]),
    ("gunicorn --pythonpath=/srv/other late:app", {}, [LATE]),
    ("gunicorn -c conf/gunicorn.conf.py", {}, [LATE, "/srv/shop/conf/gunicorn.conf.py"]),
    ("gunicorn", {"GUNICORN_CMD_ARGS": "--chdir /srv/other", "WSGI_APP": "late:app"}, [LATE]),
    ("uvicorn app:app --host 0.0.0.0 --port 80", {}, [APP]),
    ("uvicorn --factory --app-dir /srv/other late:make", {}, [LATE]),
    ("uvicorn --reload", {"UVICORN_APP": "app:app"}, [APP]),
    ("hypercorn site.asgi:application --bind 0:1", {}, [SITE]),
    ("daphne -b 0.0.0.0 -p 80 site.asgi:application", {}, [SITE]),
    ("waitress-serve --port=80 --call site.wsgi:make", {}, [SITE]),
    ("flask run --host 0.0.0.0", {"FLASK_APP": "app.py"}, [APP]),
    ("flask --app app:create('x') run", {}, [APP]),
    ("flask run", {}, [APP]),
    ("celery -A site worker -l info", {}, [SITE]),
    ("celery --app=tasks.app:celery --workdir /srv/other worker", {}, [TASKS]),
    ("celery -Asite beat", {}, [SITE]),
    ("django-admin runserver", {"DJANGO_SETTINGS_MODULE": "site.settings"}, [SITE]),
    ("manage.py runserver 0:80", {}, [SITE]),
    ("uwsgi --ini uwsgi.ini", {}, [LATE, "/srv/shop/uwsgi.ini"]),
    ("uwsgi --http :80 --wsgi-file app.py", {}, [APP]),
    ("unknown app:app", {}, []),
)


class Launchers(ImageCase):
    def found(self, line, env):
        words = line.split()
        script = words[0] if words[0] == "manage.py" else "/usr/local/bin/" + words[0]
        call = Call("python3", "/usr/bin/python3", [script] + words[1:], "/srv/shop", env)
        return list(launchers.find(self.image, call, invocation.parse(call.arguments)))

    def test_each_launcher_names_its_application(self):
        self.make(FILES)
        for line, env, paths in LINES:
            with self.subTest(line):
                found = self.found(line, env)
                self.assertEqual(sorted({named.path for named in found}), paths)
                self.assertTrue(all(named.path.startswith(named.folder + "/") and named.why for named in found))

    def test_the_search_path_of_the_environment(self):
        self.make(FILES)
        found = self.found("gunicorn late:app", {"PYTHONPATH": "/nowhere:/srv/other"})
        self.assertEqual(found, [launchers.Named("/srv/other", LATE, "gunicorn loads late")])

    def test_a_launcher_that_is_run_as_a_module(self):
        self.make(FILES)
        call = Call("python", "/usr/bin/python3", ["-m", "gunicorn", "app:app"], "/srv/shop", {})
        self.assertEqual([n.path for n in launchers.find(self.image, call, invocation.parse(call.arguments))], [APP])

    def test_a_configuration_that_is_no_python_says_nothing(self):
        self.make({"/srv/shop/gunicorn.conf.py": "this is (not python\n", "/srv/shop/app.py": ""})
        self.assertEqual([n.path for n in self.found("gunicorn app:app", {})], [APP, "/srv/shop/gunicorn.conf.py"])


if __name__ == "__main__":
    unittest.main()
