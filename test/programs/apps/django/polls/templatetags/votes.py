from django import template

register = template.Library()


@register.filter
def stars(value):
    return "*" * min(int(value or 0), 5)
