NAME = "brake"
