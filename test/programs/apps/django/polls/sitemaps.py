from django.contrib.sitemaps import Sitemap

from .models import Question


class QuestionSitemap(Sitemap):
    changefreq = "never"

    def items(self):
        return Question.objects.all()

    def lastmod(self, item):
        return item.published
