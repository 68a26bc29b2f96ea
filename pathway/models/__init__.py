"""Tables, constraints and questions, one file a noun."""

from .aims import About, Aim, PlanAction
from .asks import Ask, Binding
from .assessments import (
    Answer,
    Asked,
    Goal,
    Need,
    PracticalRequest,
    Route,
    SafeContact,
    SafetyDetail,
    SubstanceUse,
    Topic,
)
from .contacts import Childcare, Contact, OutcomeRecord, PlaceAnswer, Why
from .events import Event, Heartbeat, Stumble
from .flags import Flag, FlagStep, StepKind
from .handovers import Handover
from .meetings import Meeting
from .plans import CountedFrom, HerView, Pause, PlanGiven, PlanVersion, Support
from .pregnancies import Baby, Lead, Mother, Pregnancy, Residence
from .services import Service, ServiceKind, Team, Trust, User, Worker
from .sharing import SEES, Information, Involvement, Role
from .thresholds import Reassessment, Threshold
from .wording import KeptWord, WordingReview

__all__ = [
    "SEES",
    "About",
    "Aim",
    "Answer",
    "Ask",
    "Asked",
    "Baby",
    "Binding",
    "Childcare",
    "Contact",
    "CountedFrom",
    "Event",
    "Flag",
    "FlagStep",
    "Goal",
    "Handover",
    "Heartbeat",
    "HerView",
    "Information",
    "Involvement",
    "KeptWord",
    "Lead",
    "Meeting",
    "Mother",
    "Need",
    "OutcomeRecord",
    "Pause",
    "PlaceAnswer",
    "PlanAction",
    "PlanGiven",
    "PlanVersion",
    "PracticalRequest",
    "Pregnancy",
    "Reassessment",
    "Residence",
    "Role",
    "Route",
    "SafeContact",
    "SafetyDetail",
    "Service",
    "ServiceKind",
    "StepKind",
    "Stumble",
    "SubstanceUse",
    "Support",
    "Team",
    "Threshold",
    "Topic",
    "Trust",
    "User",
    "Why",
    "WordingReview",
    "Worker",
]
