import driftwood
import pytest

from sturdy.testing import pytest_plugin
