from django.contrib import admin

from .models import Choice, Question


class ChoiceInline(admin.TabularInline):
    model = Choice
    extra = 1


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    date_hierarchy = "published"
    inlines = [ChoiceInline]
    list_display = ("text", "published")
    list_filter = ["published"]
    search_fields = ["text"]
