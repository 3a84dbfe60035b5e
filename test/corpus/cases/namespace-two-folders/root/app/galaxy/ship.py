from galaxy.parts import engine
