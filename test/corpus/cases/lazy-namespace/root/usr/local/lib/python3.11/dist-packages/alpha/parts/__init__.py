from .._lazy import Namespace
api = Namespace(__name__)
