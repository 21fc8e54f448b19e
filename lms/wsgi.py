import os

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application


class Utf8Request(WSGIRequest):
    """Read as UTF-8, whatever it says of itself.

    Django decodes by the name that the sender gives, and breaks at one that is no encoding of text before anything of
    ours is asked. So every request can be read, and `RefuseUnreadableRequests` refuses those that say otherwise.
    """

    @property
    def encoding(self) -> str:
        return "utf-8"

    @encoding.setter
    def encoding(self, name: str) -> None:
        """It stays UTF-8."""


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()
application.request_class = Utf8Request
