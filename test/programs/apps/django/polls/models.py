from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.Model):
    text = models.CharField(_("name"), max_length=200, validators=[MaxLengthValidator(100)])
    published = models.DateTimeField(_("date joined"))
    details = models.JSONField(default=dict, blank=True)

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"/{self.pk}/"


class Choice(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    text = models.CharField(max_length=200)
    votes = models.IntegerField(default=0)
