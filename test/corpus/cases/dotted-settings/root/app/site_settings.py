MIDDLEWARE = ["framework.middleware.gzip.Gzip", "framework.middleware.session.Session"]
INSTALLED_APPS = ["polls", "framework.contrib.users"]
CACHES = {"default": {"BACKEND": "framework.cache.backends.locmem.LocMem"}}
