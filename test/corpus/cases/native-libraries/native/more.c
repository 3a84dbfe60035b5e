int base(void);
int more(void) { return base() + 1; }
