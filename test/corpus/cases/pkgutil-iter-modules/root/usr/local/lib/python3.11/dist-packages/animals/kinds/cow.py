from .._letters import O

VOICE = "m" + O + O
