"""The header Idempotency-Key: a write that is sent again because no answer came is done once."""

import json
import re
from collections.abc import Callable
from hashlib import sha256

from django.db.models import Model
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from pathway.actions import sendings
from pathway.models import User

HEADER = "Idempotency-Key"
KEY = re.compile(r"[!-~]{8,200}")
SENT_ONCE = OpenApiParameter(
    HEADER, str, OpenApiParameter.HEADER,
    description="A key of your own, 8 to 200 characters without spaces, another for each write. Sent again by you with the "
    "same body within 24 hours, the write is done once and answered as the record then stands.",
)  # fmt: skip


def once(request: Request, by: User, make: Callable[[], Model]) -> tuple[int, bool]:
    """The key of the record that was made, and whether that was by an earlier request with the same header."""
    key = request.headers.get(HEADER)
    if key is None:
        return int(make().pk), False
    if not KEY.fullmatch(key):
        raise ValidationError({HEADER: ["Send 8 to 200 letters, figures or signs, without spaces."]})
    sent = f"{request.method} {request.path}\n{json.dumps(request.data, sort_keys=True)}"
    return sendings.once(key=key, digest=sha256(sent.encode(errors="replace")).hexdigest(), make=make, by=by)
