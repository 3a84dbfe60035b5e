import stages

for text in stages.texts():
    print(text)
