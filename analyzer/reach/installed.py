"""The installed distributions of the program's import folders, where PRUNE has not read them."""

from gather import Source
from reach import distributions
from reach.archives import Archives
from reach.distributions import Distributions
from reach.listing import Listings, Suffixes
from reach.searchpath import SearchPath, search_of


def read(source: Source) -> Distributions:
    """The same as World has, since both look in the same folders."""
    search = search_of(source)
    listings = Listings(source.image, Suffixes(search.suffixes))
    archives = Archives(source.image, listings)
    path = SearchPath(source.image, source.layout, archives, search)
    return distributions.find(source.image, listings, archives, [entry.folder for entry in path.entries])
