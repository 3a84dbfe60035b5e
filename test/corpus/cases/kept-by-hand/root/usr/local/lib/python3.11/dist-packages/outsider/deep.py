import outsider.helper
