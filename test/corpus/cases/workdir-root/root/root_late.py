NAME = "late helper"
