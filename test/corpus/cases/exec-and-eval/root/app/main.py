import cutlery

cutlery.report()
