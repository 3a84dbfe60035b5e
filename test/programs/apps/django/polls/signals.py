from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Question


@receiver(post_save, sender=Question)
def saved(sender, instance, **kwargs):
    from django.core.cache import cache

    cache.delete("questions")
