import gettext
import os

_translation = gettext.translation("talking", os.path.join(os.path.dirname(__file__), "locale"), fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext
