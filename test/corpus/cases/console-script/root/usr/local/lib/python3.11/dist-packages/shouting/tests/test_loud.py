import pytest

import shouting.loud
