NAME = "pulley"
