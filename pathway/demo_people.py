"""The invented people and services of the demonstration: nobody here exists, and no telephone rings."""

from dataclasses import dataclass
from typing import NamedTuple

from nhs_number.validate import calculate_checksum  # the NHS’s own check digit

from .models import Goal, Role, Route, ServiceKind, SubstanceKind, Topic

TRUST = "Demonstration NHS Trust"
NEIGHBOUR = "Neighbouring Demonstration NHS Trust"
PASSWORD = "alongside demo"  # noqa: S105 – the same for everybody, printed at the start, and only for invented records


class ServiceSketch(NamedTuple):
    """A service; `phone` is one of the numbers that Ofcom keeps free for drama."""

    name: str
    kind: ServiceKind
    plain_name: str
    does: str
    phone: str


class StaffSketch(NamedTuple):
    """Somebody who works in a service; only those with an `email` sign in."""

    name: str
    service: str
    role: Role
    phone: str = ""
    email: str = ""
    who: str = ""
    leads_team: bool = False


MIDWIVES, CLINIC, VISITORS = "Liaison midwives", "Maternity clinic", "Health visiting"
HARBOUR, FAMILY, SURGERY = "Drug and alcohol service", "Family support", "GP"
WILLOW, SOCIAL, EARLY_HELP = "Perinatal mental health", "Children’s social work", "Early help"

SERVICES = (
    ServiceSketch(MIDWIVES, ServiceKind.MIDWIFERY, "the midwives",
                  "Look after you before and after the birth, and keep your plan in one piece", "01632 960101"),
    ServiceSketch(CLINIC, ServiceKind.MIDWIFERY, "the maternity clinic", "Scans and check-ups at the hospital",
                  "01632 960102"),
    ServiceSketch(VISITORS, ServiceKind.HEALTH_VISITING, "the health visitors",
                  "Come to your home and help with health, sleep and how you feel", "01632 960103"),
    ServiceSketch(HARBOUR, ServiceKind.DRUG_AND_ALCOHOL, "The Harbour",
                  "Somebody to talk to about what you want to change, at your own pace", "0161 496 0104"),
    ServiceSketch(FAMILY, ServiceKind.FAMILY_SUPPORT, "the family team",
                  "Help at home with routines, forms, money and getting out of the house", "01632 960105"),
    ServiceSketch(SURGERY, ServiceKind.GENERAL_PRACTICE, "the GP surgery", "Your own health, and letters to others",
                  "01632 960106"),
    ServiceSketch(WILLOW, ServiceKind.MENTAL_HEALTH, "the Willow team", "Help with your mood, in pregnancy and after",
                  "0161 496 0107"),
    ServiceSketch(SOCIAL, ServiceKind.SOCIAL_WORK, "the family social work team",
                  "Talk with you about what your family needs, and find it", "01632 960108"),
    ServiceSketch(EARLY_HELP, ServiceKind.OTHER, "early help", "Nursery places and groups near you", "01632 960109"),
)  # fmt: skip

STAFF = (
    StaffSketch("Asha Rahman", MIDWIVES, Role.LIAISON_MIDWIFE, "01632 960111", "asha@example.test", "liaison midwife"),
    StaffSketch("Ben Carter", MIDWIVES, Role.LIAISON_MIDWIFE, "01632 960112", "ben@example.test",
                "liaison midwife who leads the same team", leads_team=True),
    StaffSketch("Hana Yilmaz", VISITORS, Role.HEALTH_VISITOR, "01632 960113", "hana@example.test", "health visitor"),
    StaffSketch("Bev Cole", VISITORS, Role.HEALTH_VISITOR, "01632 960114"),
    StaffSketch("Ade Okafor", VISITORS, Role.HEALTH_VISITOR, "01632 960115"),
    StaffSketch("Dara Quinn", HARBOUR, Role.DRUG_AND_ALCOHOL_WORKER, "0161 496 0116", "dara@example.test",
                "drug and alcohol worker"),
    StaffSketch("Lou Barnes", HARBOUR, Role.DRUG_AND_ALCOHOL_WORKER, "0161 496 0117"),
    StaffSketch("Pat Iqbal", HARBOUR, Role.DRUG_AND_ALCOHOL_WORKER),
    StaffSketch("Ola Mensah", HARBOUR, Role.DRUG_AND_ALCOHOL_WORKER),
    StaffSketch("Fern Hughes", FAMILY, Role.FAMILY_SUPPORT_WORKER, "01632 960118", "fern@example.test",
                "family support worker"),
    StaffSketch("Joy Bannister", FAMILY, Role.FAMILY_SUPPORT_WORKER, "01632 960119"),
    StaffSketch("Sol Marchetti", SOCIAL, Role.PERINATAL_SOCIAL_WORKER, "01632 960120", "sol@example.test",
                "perinatal social worker"),
    StaffSketch("Ngozi Eze", WILLOW, Role.MENTAL_HEALTH_WORKER, "0161 496 0121"),
    StaffSketch("Alison Reid", SURGERY, Role.GP),
    StaffSketch("Robin Shaw", MIDWIVES, Role.ADMINISTRATOR, "", "admin@example.test",
                "system administrator, who sees no woman's record"),
)  # fmt: skip

NEIGHBOURS = (
    StaffSketch("Carol Bevan", MIDWIVES, Role.LIAISON_MIDWIFE, "0161 496 0131", "carol@example.test",
                "liaison midwife in another trust", leads_team=True),
    StaffSketch("Tom Ashworth", FAMILY, Role.FAMILY_SUPPORT_WORKER, "0161 496 0132"),
    StaffSketch("Rukhsana Mir", HARBOUR, Role.DRUG_AND_ALCOHOL_WORKER, "0161 496 0133"),
    StaffSketch("Gail Petrie", VISITORS, Role.HEALTH_VISITOR, "0161 496 0134"),
)  # fmt: skip

CALLED = {
    "Ruth Midwife": "Asha Rahman",
    "Sam Healthvisitor": "Hana Yilmaz",
    "Bev Healthvisitor": "Bev Cole",
    "Ade Healthvisitor": "Ade Okafor",
    "Dev Socialworker": "Sol Marchetti",
    "Kim": "Dara Quinn",
    "Lou": "Lou Barnes",
    "Pat": "Pat Iqbal",
    "Ola": "Ola Mensah",
    "Mel": "Fern Hughes",
    "Joy": "Joy Bannister",
    "Ngozi": "Ngozi Eze",
}
"""The stories' workers, as they are called in the demonstration."""

DOING = {
    MIDWIVES: "visit you at home",
    CLINIC: "check how your baby is growing",
    VISITORS: "visit you at home",
    HARBOUR: "meet you for a talk",
    FAMILY: "help you at home",
    WILLOW: "talk with you about how you feel",
    SOCIAL: "visit you at home",
    EARLY_HELP: "find a place near you",
}

NAMES = (
    ("Abena Owusu", "Abi"), ("Bethan Prosser", ""), ("Caoimhe Donnelly", "Keeva"), ("Deepa Nair", ""),
    ("Ebony Fairweather", ""), ("Fatou Ceesay", ""), ("Georgia Thistlewood", "George"), ("Halina Nowicka", ""),
    ("Ifeoma Nwosu", "Ify"), ("Jasmine Okonjo-Reed", "Jas"), ("Kirsty McAllan", ""), ("Lucia Ferrante", ""),
    ("Maryam Siddiqi", ""), ("Niamh Gallagher", ""), ("Oksana Hrytsenko", ""), ("Paige Hollins", ""),
    ("Quyen Tran", ""), ("Rosa Delgado", ""), ("Shanice Beckford", "Shan"), ("Tegan Rowlands", ""),
    ("Uzma Choudhry", ""), ("Victoria Ellwood", "Tor"), ("Winifred Asante", "Winnie"), ("Xin Yi Lam", ""),
    ("Yetunde Balogun", ""), ("Zainab Warsame", ""), ("Amber Skelton", ""), ("Blessing Chikwanha", ""),
    ("Courtney Draycott", ""), ("Dorota Zielak", ""), ("Elin Gwyther", ""), ("Florence Achebe", "Flo"),
    ("Gurpreet Sahota", "Preet"), ("Holly Marsden", ""), ("Iman Farah", ""), ("Joanne Birtwistle", "Jo"),
    ("Karolina Wojcik", ""), ("Layla Haddad", ""), ("Molly Penhaligon", ""), ("Nasreen Akhtar", ""),
)  # fmt: skip
BABIES = (
    "Aria",
    "Bodhi",
    "Cora",
    "Dylan",
    "Esme",
    "Finn",
    "Gwen",
    "Haris",
    "Isla",
    "Jonah",
    "Kit",
    "Luca",
    "Maya",
    "Noor",
)
LANGUAGES = {"Oksana Hrytsenko": "Ukrainian", "Quyen Tran": "Vietnamese", "Zainab Warsame": "Somali"}


@dataclass(frozen=True)
class Voice:
    """What one woman might say, by topic, and of her plan."""

    words: dict[str, str]
    view: str


VOICES = (
    Voice({Topic.MATTERS: "That I hear things first, and not in a big room.",
           Topic.GOING_WELL: "I cook every day now, and I sleep.", Topic.PEOPLE: "My mum on Sundays, and Jo next door."},
          "I want the same face each time, and I said so."),
    Voice({Topic.MATTERS: "Being there when she says her first word.", Topic.HOME: "Top floor and no lift, but it is ours.",
           Topic.CARE: "Tell me what you are going to do before you do it.",
           Topic.HEALTH: "My back, and I sleep badly. The doctor knows."},
          "Mornings are best. Please do not come when the school run is on."),
    Voice({Topic.MATTERS: "A quiet birth, with my sister there.", Topic.GOING_WELL: "My sister and I talk again.",
           Topic.WORK: "I would like to finish my hairdressing course."},
          "It is all here, and my course is in it too. That matters to me."),
    Voice({Topic.MATTERS: "That somebody still comes when the baby is here.", Topic.PAST: "People wrote things and I never saw them.",
           Topic.MONEY: "I run short in the last week of the month.", Topic.FEELINGS: "Up and down. Mornings are better."},
          "I read every page. Please keep coming after the summer."),
    Voice({Topic.MATTERS: "To bring my children up myself, and to be asked.", Topic.PEOPLE: "My gran brought me up. She is coming to stay.",
           Topic.CARE: "I would rather see a woman."},
          "Good. My gran should be told the dates as well."),
    Voice({Topic.MATTERS: "Getting through the nights.", Topic.GOING_WELL: "I walk by the canal with my dog every day.",
           Topic.HOME: "One room, and damp. We have asked to move.",
           Topic.HOME_AFTER: "Not there, I hope."},
          "It is a lot of visits, but I know who is who now."),
)  # fmt: skip
SAFE = {Route.BY_HAND: True, Route.PHONE: True, Route.TEXT: True, Route.POST: False, Route.HOME: True}
LESS_SAFE = {Route.BY_HAND: True, Route.PHONE: True, Route.TEXT: False, Route.POST: False}
HER_PEOPLE = (
    ("Jo", "next door", "Has the children when I am at the clinic", True),
    ("Mum", "", "Sundays, and the washing", None),
    ("Samira", "my sister", "Rings every evening", True),
    ("Gran", "", "Is there at night", False),
    ("Lena", "a friend from the group", "Walks with me", None),
)
SUBSTANCES = (
    (SubstanceKind.ALCOHOL, "Alcohol", None, Goal.LESS, "Less, and never on my own in the evening."),
    (
        SubstanceKind.TREATMENT,
        "Methadone",
        True,
        Goal.STEADY,
        "It keeps me even. I want to stay as I am until the baby is here.",
    ),
    (SubstanceKind.CANNABIS, "Cannabis", False, Goal.SAFER, "It is how I sleep. I would try another way."),
    (SubstanceKind.BENZODIAZEPINES, "Diazepam", True, Goal.STEADY, "Slowly, please, and with somebody I know."),
    (SubstanceKind.PAINKILLERS, "Codeine", False, Goal.NOT_DECIDED, "I want to hear what there is first."),
    (SubstanceKind.COCAINE, "Cocaine", False, Goal.STOP, "I have stopped since March, and I want it to stay so."),
    (SubstanceKind.TREATMENT, "Buprenorphine", True, Goal.STEADY, "It works for me."),
)

DONE = {
    "support_missed": "Rang the service. A visit is booked for this week, and she knows the day.",
    "support_fading": "Went through the diary with the service, line by line. They put two visits back.",
    "no_lead": "Asked the team lead to name somebody this week. Told her that we have asked.",
    "request_unanswered": "Rang them about the request. They will write to her by Friday.",
    "she_says_less": "Rang her the same day. She told me which visits are short, and I took it up.",
    "outcome_missing": "Asked the worker to write up the visits.",
}
DONE_ANYWAY = "Spoke with her and with the service. We agreed who does what next."
WAITS = "She is staying with her sister this week and asked us to wait until she is home."


def sign_ins() -> list[tuple[str, str, str]]:
    """E-mail, password and description of everybody who can sign in to the demonstration."""
    return [(row.email, PASSWORD, f"{row.name}, {row.who}") for row in (*STAFF, *NEIGHBOURS) if row.email]


def nhs_number(number: int) -> str:
    """The `number`-th valid NHS number of the synthetic 999 range."""
    stems = (f"999{stem:06}" for stem in range(1000, 1_000_000, 7))
    valid = (f"{stem}{digit}" for stem in stems if (digit := calculate_checksum(stem)) not in (None, 10))
    return next(found for count, found in enumerate(valid) if count == number)
