from rules import REGISTERED

REGISTERED.append(__name__)
