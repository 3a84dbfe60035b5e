from loaders._base import TWO

NUMBER = TWO + TWO
