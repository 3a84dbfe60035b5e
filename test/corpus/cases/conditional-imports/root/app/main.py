import choices

for text in choices.chosen():
    print(text)
