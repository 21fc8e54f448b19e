"""What web servers call: whatever encoding a request claims to be in, it is answered."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest

from lms.wsgi import application

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded; charset="
TOKEN = "a" * 32
COOKIE = f"csrftoken={TOKEN}"


def answer(kind: str, cookie: str = "", form: bytes = b"login=ana&password=x") -> tuple[int, str]:
    """State and text of the answer to a sign-in form of this content type."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/accounts/login/",
        "QUERY_STRING": "next=/learning/",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(form)),
        "HTTP_COOKIE": cookie,
        "wsgi.input": BytesIO(form),
    }
    setup_testing_defaults(environ)
    response = application.get_response(application.request_class(environ))
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "name", ["utf-16", "latin-1", "base64", "hex", "zlib", "rot13", "punycode", "idna", "undefined", "no-such-encoding"]
)
@pytest.mark.parametrize("cookie", ["", COOKIE])
def test_form_in_another_encoding_than_utf8_is_a_bad_request(name: str, cookie: str) -> None:
    state, page = answer(FORM + name, cookie)
    assert state == 400
    assert "<h1>We cannot read this request</h1>" in page


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8", "utf_8", '"utf-8"', '"UTF8"'])
def test_form_in_utf8_by_any_of_its_names_is_read(name: str) -> None:
    form = f"csrfmiddlewaretoken={TOKEN}&login=%C3%A9l%C3%A9na&password=x"
    state, page = answer(FORM + name, COOKIE, form.encode())
    assert state == 200
    assert 'value="éléna"' in page


def test_form_that_is_refused_is_not_read_for_the_page_that_says_so() -> None:
    assert answer("multipart/form-data; charset=latin-1", COOKIE)[0] == 400  # it would break: where do its parts end?
