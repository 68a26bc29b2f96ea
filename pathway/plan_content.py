"""What a plan version keeps: her plan on a day, whole, so that it can be read, compared and printed from the version alone.

Everything is plain JSON; dates are ISO text, unknown ones null, missing words "". Child protection and safety details
are not in it, but for what children's social care or a court requires of her: `for_reader` keeps those asks from whoever may not
see them. `needs` holds words of class NEEDS: show and print them only for those who may see NEEDS of her.

`promises`: a list of
    reference, service, plain_service (what she reads), phone, worker, what, kind, mode, treatment, every, times,
    once_by, start, until, stopped, planned, agreed_ending, counted_from, pauses [{start, until}]
    (versions from before `content` lack plain_service, phone and what follows stopped)
`content`: {} in versions from before it was kept, otherwise an object of
    shape       1
    due, born   her dates as they stood
    needs       [{topic, title, her_words}]: what matters to her and what is going well
    aims        [{id, about, about_words, words, her_words (true: she said it so), set_on}]
    actions     [{id, what, owner, hers, service, plain_service, phone, worker, by, aim (its words, or "")}]; `owner` is
                "her" or the service's plain name
    asks        [{id, information, what, binding, binding_words, why, authority, enough, review, ends_when, until, if_not,
                help, help_service, help_phone, support (a promise's reference, or "")}]; `help` is "" where nothing
                makes it possible yet
    leads       [{name, job, service, plain_service, phone, start, until}]
    helpers     [{service, plain_name, does, phone, workers: [{name, job, phone}]}]
    cliff       how promised support falls, in sentences, as it was known when the plan was agreed
"""

import json
from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Prefetch

from . import her_year
from .models import Ask, Binding, Information, Pause, PlanAction, Pregnancy, Service, Support, Topic, Worker
from .models.sharing import current

SHAPE = 1
Row = dict[str, Any]
TERMS = "reference what kind mode treatment every times once_by start until stopped planned agreed_ending counted_from"
IN_HER_WORDS = (Topic.MATTERS, Topic.GOING_WELL)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value


def values(row: Any, names: str) -> Row:
    """Some of a row's fields, as plain values."""
    return {name: plain(getattr(row, name)) for name in names.split()}


def promises_of(pregnancy: Pregnancy, day: date) -> list[Row]:
    """Each promise that was known and not over on a day."""
    rows = pregnancy.supports.filter(planned__lte=day).not_over(day).select_related("service", "worker")
    return [promise(support) for support in rows.prefetch_related(Prefetch("pauses", Pause.objects.order_by("start")))]


def promise(support: Support) -> Row:
    """One promise."""
    return values(support, TERMS) | {
        "service": support.service.name,
        "plain_service": support.service.in_plain_words,
        "phone": (support.worker.phone if support.worker else "") or support.service.phone,
        "worker": support.worker.name if support.worker else "",
        "pauses": [values(pause, "start until") for pause in support.pauses.all()],
    }


def content_of(pregnancy: Pregnancy, day: date) -> Row:
    """The rest of her plan as it stands."""
    actions = pregnancy.actions.standing().select_related("aim", "service", "worker")
    asks = pregnancy.asks.standing().select_related("support__service", "support__worker", "help_service")
    return {
        "shape": SHAPE,
        **values(pregnancy, "due born"),
        "needs": list(needs(pregnancy)),
        "aims": [
            values(aim, "id about words her_words set_on") | {"about_words": aim.get_about_display()}
            for aim in pregnancy.aims.standing()
        ],
        "actions": [action(row) for row in actions],
        "asks": [ask(row) for row in asks],
        "leads": list(leads(pregnancy, day)),
        "helpers": list(helpers(pregnancy, day)),
        "cliff": cliff(pregnancy, day),
    }


def for_reader(content: Row, pregnancy: Pregnancy, classes: Collection[str]) -> Row:
    """The content as it is for somebody who may see these classes of her: without the asks of any other."""
    if not content.get("asks"):
        return content
    rows = pregnancy.asks.filter(information=Information.CHILD_PROTECTION)
    confined = set(rows.values_list("pk", flat=True))  # also those of which it was only said later
    asks = [row | {"information": class_of_ask(row, confined)} for row in content["asks"]]
    return content | {"asks": [row for row in asks if row["information"] in classes]}


def class_of_ask(row: Row, confined: Collection[int]) -> str:
    """The class of an ask in a version; before it was kept with it, nobody had said whose requirement it was."""
    unsaid = Information.CHILD_PROTECTION if row["binding"] == Binding.REQUIRED else Information.PATHWAY
    return str(Information.CHILD_PROTECTION if row["id"] in confined else row.get("information") or unsaid)


def fingerprint(pregnancy: Pregnancy, today: date, classes: Collection[str] = tuple(Information)) -> str:
    """A short text that is another as soon as the plan, as far as one may see it, is another or is agreed once more."""
    content = for_reader(content_of(pregnancy, today), pregnancy, classes)
    whole = [promises_of(pregnancy, today), content, pregnancy.plan_versions.count()]
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]


def cliff(pregnancy: Pregnancy, day: date) -> list[str]:
    """How promised support falls in the year ahead, in sentences."""
    ahead = her_year.ahead_of(pregnancy, day)
    return [drop.sentence for drop in ahead.drops] if ahead else []


def needs(pregnancy: Pregnancy) -> Iterator[Row]:
    """What matters to her and what is going well, as she said it."""
    said = {need.topic: need.her_words for need in pregnancy.needs.filter(topic__in=IN_HER_WORDS) if need.her_words}
    for topic in IN_HER_WORDS:
        if topic.value in said:
            yield {"topic": topic.value, "title": str(topic.label), "her_words": said[topic.value]}


def action(row: PlanAction) -> Row:
    """One action and its owner."""
    service = row.service
    return values(row, "id what hers by") | {
        "owner": service.in_plain_words if service else "her",
        "service": service.name if service else "",
        "plain_service": service.in_plain_words if service else "",
        "phone": ((row.worker.phone if row.worker else "") or service.phone) if service else "",
        "worker": row.worker.name if row.worker else "",
        "aim": row.aim.words if row.aim else "",
    }


def ask(row: Ask) -> Row:
    """One ask and the help that makes it possible."""
    given = row.support.service if row.support else row.help_service
    return values(row, "id information what binding why authority enough review ends_when until if_not") | {
        "binding_words": row.get_binding_display(),
        "help": row.help_words or (row.support.what or row.support.service.in_plain_words if row.support else ""),
        "help_service": given.in_plain_words if given else "",
        "help_phone": given.phone if given else "",
        "support": row.support.reference if row.support else "",
    }


def leads(pregnancy: Pregnancy, day: date) -> Iterator[Row]:
    """Who leads on a day."""
    for lead in pregnancy.leads.filter(current(day)).select_related("worker__service"):
        worker = lead.worker
        yield values(lead, "start until") | person(worker) | named(worker.service)


def helpers(pregnancy: Pregnancy, day: date) -> Iterator[Row]:
    """The services that promise her something or are to do something, with their workers whom the plan names."""
    rows = pregnancy.supports.filter(planned__lte=day).not_over(day).select_related("service", "worker")
    todo = pregnancy.actions.standing().filter(hers=False).select_related("service", "worker")
    services: dict[int, Service] = {}
    workers: dict[int, dict[int, Worker]] = {}
    for row in [*rows, *todo]:
        services[row.service_id] = row.service
        found = workers.setdefault(row.service_id, {})
        if row.worker:
            found[row.worker_id] = row.worker
    for pk, service in services.items():
        yield {
            "service": service.name,
            "plain_name": service.in_plain_words,
            "does": service.does,
            "phone": service.phone,
            "workers": [person(worker) for worker in workers[pk].values()],
        }


def person(worker: Worker) -> Row:
    """A worker as she knows them."""
    return {"name": worker.name, "job": worker.get_role_display(), "phone": worker.phone or worker.service.phone}


def named(service: Service) -> Row:
    """A service by both its names."""
    return {"service": service.name, "plain_service": service.in_plain_words}
