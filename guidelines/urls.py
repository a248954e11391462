"""The guideline on screen, without a patient."""

from django.urls import path

from guidelines.views.actions import action, actions
from guidelines.views.guideline import guideline

urlpatterns = [
    path("guideline/", guideline, name="guideline"),
    path("guideline/actions/", actions, name="guideline-actions"),
    path("guideline/actions/<str:action>/", action, name="guideline-action"),
]
