"""The WSGI entry point of Columna."""

import os

from django.core.wsgi import get_wsgi_application

from decision_support.loaded import load_and_keep
from guidelines.checks import refuse_dead_rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decision_support.settings")
application = get_wsgi_application()
refuse_dead_rules()  # a web server asks no system check
load_and_keep()
