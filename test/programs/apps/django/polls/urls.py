from django.urls import path

from . import views

urlpatterns = [
    path("", views.Index.as_view(), name="index"),
    path("<int:pk>/", views.Detail.as_view(), name="detail"),
    path("<int:pk>/vote/", views.vote, name="vote"),
    path("feed/", views.Latest(), name="feed"),
    path("data.json", views.data),
    path("extensions", views.loaded),
    path("fails/", views.fails),
]
