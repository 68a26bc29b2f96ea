"""The words of a piece of HTML, for looking at them and for keeping them."""

import re
from html import unescape

from django.utils.html import strip_tags

LINE_ENDS = re.compile(r"</(?:p|li|t[hdr]|h\d|dt|dd|div|blockquote|caption)>|<br ?/?>")


def text_of(html: str) -> str:
    """The words of some HTML, a line for each paragraph."""
    lines = unescape(strip_tags(LINE_ENDS.sub("\n", html.replace("\n", " ")))).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
