"""Tables, constraints and questions, one file a noun."""

from .aims import About, Aim, PlanAction
from .arrangements import BirthArrangement, BirthQuestion
from .asks import Ask, Binding, RequiredBy
from .assessments import (
    Answer,
    Asked,
    Goal,
    HerPerson,
    Need,
    Route,
    SafeContact,
    SafetyDetail,
    SubstanceKind,
    SubstanceTalk,
    SubstanceUse,
    Topic,
)
from .contacts import Childcare, Contact, OutcomeRecord, PlaceAnswer, Why
from .events import Event, Heartbeat, Stumble
from .flags import Flag, FlagStep, StepKind
from .handovers import Handover, HandoverAsk
from .losses import DayToRemember, Loss, LossDetail, LossKind
from .meetings import Attendee, Came, Meeting, Paper, PaperShared, Recommendation, SharedHow, SheCame, ToldHow, Venue
from .moves import AskedBy, Move
from .plans import CountedFrom, HerView, Pause, PlanGiven, PlanVersion, Support
from .pregnancies import Baby, Lead, Mother, Pregnancy, Residence
from .printouts import LetterGiven, PrintFault, Printout, PrintRun, Variant
from .reasons import NotSafe
from .requests import HelpKind, HelpResult, PracticalRequest, RequestChase
from .reviews import Decision, Label, Review
from .sendings import Sending
from .separations import Explored, LegalRoute, Option, OptionBefore, Separation
from .services import Service, ServiceKind, Team, Trust, User, Worker
from .sharing import SEES, Information, Involvement, Role
from .tallies import Counted, Tally
from .thresholds import Reassessment, Threshold
from .wording import KeptWord, WordingReview

__all__ = [
    "SEES",
    "About",
    "Aim",
    "Answer",
    "Ask",
    "Asked",
    "AskedBy",
    "Attendee",
    "Baby",
    "Binding",
    "BirthArrangement",
    "BirthQuestion",
    "Came",
    "Childcare",
    "Contact",
    "Counted",
    "CountedFrom",
    "DayToRemember",
    "Decision",
    "Event",
    "Explored",
    "Flag",
    "FlagStep",
    "Goal",
    "Handover",
    "HandoverAsk",
    "Heartbeat",
    "HelpKind",
    "HelpResult",
    "HerPerson",
    "HerView",
    "Information",
    "Involvement",
    "KeptWord",
    "Label",
    "Lead",
    "LegalRoute",
    "LetterGiven",
    "Loss",
    "LossDetail",
    "LossKind",
    "Meeting",
    "Mother",
    "Move",
    "Need",
    "NotSafe",
    "Option",
    "OptionBefore",
    "OutcomeRecord",
    "Paper",
    "PaperShared",
    "Pause",
    "PlaceAnswer",
    "PlanAction",
    "PlanGiven",
    "PlanVersion",
    "PracticalRequest",
    "Pregnancy",
    "PrintFault",
    "PrintRun",
    "Printout",
    "Reassessment",
    "Recommendation",
    "RequestChase",
    "RequiredBy",
    "Residence",
    "Review",
    "Role",
    "Route",
    "SafeContact",
    "SafetyDetail",
    "Sending",
    "Separation",
    "Service",
    "ServiceKind",
    "SharedHow",
    "SheCame",
    "StepKind",
    "Stumble",
    "SubstanceKind",
    "SubstanceTalk",
    "SubstanceUse",
    "Support",
    "Tally",
    "Team",
    "Threshold",
    "ToldHow",
    "Topic",
    "Trust",
    "User",
    "Variant",
    "Venue",
    "Why",
    "WordingReview",
    "Worker",
]
