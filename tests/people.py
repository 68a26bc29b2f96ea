"""Asha on the case, Ben in the same team, Carol in another trust, and those whose roles see less."""

from dataclasses import dataclass
from datetime import date

from pathway.models import Pregnancy, Role, ServiceKind, User

from . import factories as make


@dataclass
class People:
    """Who signs in, and the woman whom Asha booked."""

    asha: User  # liaison midwife on the case
    ben: User  # the same team
    carol: User  # a liaison midwife of another trust
    fern: User  # family support: pathway and needs only; involved from her first promise on
    sol: User  # perinatal social worker, involved
    dara: User  # drug and alcohol worker of the same trust, not involved
    nadia: Pregnancy


def people(today: date) -> People:
    """Two trusts, their people, and one woman with a weekly promise of family support."""
    trust, elsewhere = make.a_trust(), make.a_trust()
    team = make.a_team(trust)
    asha, ben = (
        make.a_liaison_midwife(team, "Asha Midwife"),
        make.a_liaison_midwife(team, "Ben Midwife", leads_team=True),
    )
    carol = make.a_liaison_midwife(make.a_team(elsewhere), "Carol Midwife")
    family = make.a_service(trust, plain_name="the family team", phone="01632 960001")
    social_work = make.a_service(trust, "Children's social work", ServiceKind.SOCIAL_WORK)
    nadia = make.a_pregnancy(team, today, name="Nadia Example", preferred_name="Nadi")
    make.a_support(nadia, today, family)
    make.a_support(nadia, today, social_work, reference="social-worker", every=28)
    drugs = make.a_service(trust, "Drug and alcohol service", ServiceKind.DRUG_AND_ALCOHOL, plain_name="The Harbour")
    others = {
        "fern": (family, Role.FAMILY_SUPPORT_WORKER),
        "sol": (social_work, Role.PERINATAL_SOCIAL_WORKER),
        "dara": (drugs, Role.DRUG_AND_ALCOHOL_WORKER),
    }
    users = {}
    for name, (service, role) in others.items():
        users[name] = make.a_user(f"{name.capitalize()} Example")
        make.a_worker(service, f"{name.capitalize()} Example", role, user=users[name])
    return People(asha=asha, ben=ben, carol=carol, nadia=nadia, **users)
