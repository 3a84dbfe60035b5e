class Csv: pass
