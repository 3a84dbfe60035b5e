import logging
import os

import logsetup

logsetup.configure(os.environ.get("LOGGING", "json"))
log = logging.getLogger("app")
log.warning("written")
logsetup.flush()
for handler in logging.getLogger("app").handlers[1:]:
    print(type(handler).__name__, *(type(f).__name__ for f in handler.filters))
