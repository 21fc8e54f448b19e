"""Settings for the public site. Everything that differs between machines comes from the environment.

A proxy in front ends TLS, sets `X-Forwarded-Proto` itself and never passes on a visitor's own value of it.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import BASE_URL, env, mail_server

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("only-for-"):
    raise ImproperlyConfigured("SECRET_KEY must be a random text of at least 50 characters.")
if not ALLOWED_HOSTS or any(host.startswith("*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's host names; a wildcard is refused.")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must be the public https:// address: it is printed on certificates.")
if mail_server["EMAIL_BACKEND"].endswith(("console.EmailBackend", "dummy.EmailBackend")):
    raise ImproperlyConfigured("EMAIL_URL must name a mail server, for example smtp+tls://user:password@host:587.")

CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrftoken"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
# How many proxies of our own add to X-Forwarded-For: limits on sign-in and on guessing the names on certificates count
# by the visitor's address behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = LMS_TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
# The editor shows previews of this site's own pages in a frame; other sites cannot frame them (frame-ancestors).
SILENCED_SYSTEM_CHECKS = ["security.W019"]
