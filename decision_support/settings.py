"""Settings of every environment; development unless COLUMNA_ENV says production (docs/how-to/deploy.md)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_level

from decision_support.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

PRODUCTION = env.production
DEBUG = not PRODUCTION and env.values.get("COLUMNA_DEBUG") == "1"  # off by default: pages look as they will
SECRET_KEY = env.secret(
    "SECRET_KEY", why="to sign sessions", stand_in="development-only-not-a-secret-" + "0" * 40
)
# The first key encrypts, all decrypt; the hash key is apart, because a CPR number has few digits (docs/adr/0003).
IDENTIFIER_KEYS = env.secrets(
    "IDENTIFIER_KEYS",
    why="to encrypt identifiers (comma-separated Fernet keys)",
    stand_in="ZGV2ZWxvcG1lbnQtb25seS1ub3QtYS1zZWNyZXQtISE=",
)
# The first key hashes, all are looked under: docs/how-to/rotate-the-identifier-keys.md.
IDENTIFIER_HASH_KEYS = env.secrets(
    "IDENTIFIER_HASH_KEY", why="to find a person by exact number", stand_in="development-only-hash-key"
)
ALLOWED_HOSTS = env.listed(
    "ALLOWED_HOSTS",
    why="as a comma-separated list of host names",
    development="127.0.0.1,localhost,testserver",
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "decision_support",
    "guidelines",
    "registry",
    "decision_support.admin_config.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "decision_support.after_lock.AfterLock",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "decision_support.urls"
WSGI_APPLICATION = "decision_support.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "decision_support.navigation.frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.required(
            "DATABASE_URL",
            why="as postgres://…",
            development=f"sqlite:///{BASE_DIR / 'var' / 'columna.sqlite3'}",
        ),
        conn_max_age=60,
    )
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    (BASE_DIR / "var").mkdir(exist_ok=True)
    # IMMEDIATE: a deferred lock upgrade fails at once with "database is locked", whatever the timeout.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "cached_statements": 512,  # a cell's statement names the columns it adds to: there are many of them
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
else:
    # Statements that come again are planned once: to plan one of them takes PostgreSQL longer than to run it.
    DATABASES["default"]["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "registry.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "decision_support.accounts.WithMemberships",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "decision_support.accounts.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False

# Where patients reach us: it stands in e-mails and on letters, which are made where there is no request.
PUBLIC_ADDRESS = env.values.get("PUBLIC_ADDRESS", "").strip() or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if PRODUCTION else 'console'}.EmailBackend"
EMAIL_HOST = env.values.get("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.values.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.values.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.values.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.values.get("DEFAULT_FROM_EMAIL", "columna@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk"), ("sv", "Svenska")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "decision_support.formats"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns where it is absent
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# A file that is taken in never lies open on a disk (decision_support/uploads.py).
FILE_UPLOAD_HANDLERS = ["decision_support.uploads.NamelessUpload"]
LARGEST_UPLOAD = 50_000_000  # bytes
IMPORTS_IN_A_PROCESS = True  # tests and whoever debugs read and store in the request itself

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our controls' templates are in templates/
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_TAGS = {message_level.ERROR: "danger", message_level.DEBUG: "secondary"}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its control icons as data images
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None

# Rows are registered one by one in registry/audit.py; reads and bulk writes are recorded there too.
AUDITLOG_DISABLE_REMOTE_ADDR = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
