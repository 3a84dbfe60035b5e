from django.contrib.syndication.views import Feed
from django.core import serializers
from django.db.models import Count, F, Sum
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views import generic

from extensions import extensions

from .models import Choice, Question


class Index(generic.ListView):
    template_name = "polls/index.html"

    def get_queryset(self):
        return Question.objects.annotate(total=Sum("choice__votes"), choices=Count("choice")).order_by("-published")


class Detail(generic.DetailView):
    model = Question
    template_name = "polls/detail.html"


def vote(request, pk):
    choice = get_object_or_404(Choice, question=pk, pk=request.POST["choice"])
    choice.votes = F("votes") + 1
    choice.save()
    return HttpResponseRedirect(reverse("detail", args=(pk,)))


class Latest(Feed):
    title = "Questions"
    link = "/"
    description = "The latest"

    def items(self):
        return Question.objects.all()

    def item_description(self, item):
        return gettext("Yes")


def data(request):
    kind = request.GET.get("as", "json")
    return HttpResponse(serializers.serialize(kind, Question.objects.all()), content_type="text/plain")


def loaded(request):
    return JsonResponse(extensions(), safe=False)


def fails(request):
    raise ValueError("on purpose")
