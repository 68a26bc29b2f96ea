"""The web server's way in."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)
django_application = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """All text here is UTF-8. Django believes a request that claims another set, and breaks on some, such as rot13."""
    environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    return django_application(environ, start_response)
