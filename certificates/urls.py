"""Addresses of this app: the learner's certificates, and verification for anyone."""

from django.urls import path

from .awards import views as awards
from .verification import views as verification

app_name = "certificates"
urlpatterns = [
    path("certificates/", awards.mine, name="mine"),
    path("certificates/specimen/<uuid:course_key>.webp", awards.specimen, name="specimen"),
    path("certificates/<uuid:uuid>/", awards.detail, name="detail"),
    path("certificates/<uuid:uuid>/picture.webp", awards.picture, name="picture"),
    path("certificates/<uuid:uuid>/download/", awards.download, name="download"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:token>/", verification.verify_token, name="verify_token"),
]
