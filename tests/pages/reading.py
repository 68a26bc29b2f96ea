"""A page as somebody reads it who fills its forms in: the forms, what stands in their fields, and what is to be mended."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "hr", "path", "wbr"}
Attributes = dict[str, str]


@dataclass
class Box:
    """One field of a form: its name, its kind, what may be chosen, and what stands in it."""

    name: str
    kind: str
    numeric: bool = False
    offered: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> bool:
        """One chooses here, and does not type."""
        return self.kind in ("radio", "checkbox", "select")


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    boxes: dict[str, Box] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open_boxes(self) -> list[Box]:
        """What one can fill in."""
        return [box for box in self.boxes.values() if box.kind != "hidden"]

    def hidden(self) -> dict[str, list[str]]:
        """What is sent whatever one fills in."""
        return {box.name: box.holds for box in self.boxes.values() if box.kind == "hidden"}


class Reading(HTMLParser):
    """Reads a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.title, self.summary = "", []  # type: str, list[tuple[str, str]]
        self.beside: list[str] = []
        self.inside: list[tuple[str, Attributes]] = []
        self.form: Form | None = None
        self.filling: Box | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens here."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag not in VOID:
            self.inside.append((tag, given))
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.form)
        if tag == "a" and self.within("nhsuk-error-summary"):
            self.summary.append((given["href"].removeprefix("#"), ""))
        if tag == "span" and "nhsuk-error-message" in given.get("class", ""):
            self.beside.append("")
        if self.form and "name" in given and tag in ("input", "textarea", "select", "button"):
            self.take(tag, given)
        if tag == "option" and self.filling:
            self.filling.offered.append(given.get("value", ""))
            self.filling.holds += [given.get("value", "")] if "selected" in given else []

    def take(self, tag: str, given: Attributes) -> None:
        """Note a field of the form that one is in."""
        assert self.form
        kind = given.get("type", "text") if tag == "input" else tag
        if kind in ("button", "submit"):
            self.form.buttons.append((given["name"], given.get("value", "")))
            return
        box = self.form.boxes.setdefault(given["name"], Box(given["name"], kind, given.get("inputmode") == "numeric"))
        self.filling = box if tag in ("select", "textarea") else None
        if kind in ("radio", "checkbox"):
            box.offered.append(given.get("value", "on"))
            box.holds += [given.get("value", "on")] if "checked" in given else []
        elif tag == "input":
            box.holds.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Note what closes here."""
        while self.inside and self.inside.pop()[0] != tag:
            pass
        if tag == "form":
            self.form = None
        if tag in ("select", "textarea"):
            if self.filling and not self.filling.holds:
                self.filling.holds.append("" if tag == "textarea" else self.filling.offered[0])
            self.filling = None

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        tag = self.inside[-1][0] if self.inside else ""
        if tag == "title" and not self.within("main"):
            self.title += data
        if tag == "textarea" and self.filling:
            self.filling.holds = ["".join(self.filling.holds) + data]
        if data.strip() and self.within("nhsuk-error-summary__list"):
            if tag == "a":
                self.summary[-1] = (self.summary[-1][0], data.strip())
            else:
                self.summary.append(("", data.strip()))
        if self.within("nhsuk-error-message") and tag != "span":
            self.beside[-1:] = [(self.beside or [""])[-1] + data]
        elif tag == "span" and "nhsuk-error-message" in self.inside[-1][1].get("class", "") and data.strip():
            self.beside[-1] += data.strip()

    def within(self, name: str) -> bool:
        """One is in an element of this class or tag."""
        return any(name in (tag, *given.get("class", "").split()) for tag, given in self.inside)
