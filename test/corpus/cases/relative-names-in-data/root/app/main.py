import plant

for text in plant.report():
    print(text)
