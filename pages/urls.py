"""Every page's address; a URL's name is its function's name."""

from allauth.account.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, path

from . import assessments, contacts, flags, handovers, health, meetings, plans, pregnancies, today
from .sign_in import SignInForm

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", LoginView.as_view(form_class=SignInForm), name="account_login"),
    path("sign-out/", LogoutView.as_view(), name="account_logout"),
    path("healthz", health.healthz, name="healthz"),
    path("blank/", health.blank, name="blank"),
    path("", today.today, name="today"),
    path("contacts/", today.contacts_unrecorded, name="contacts_unrecorded"),
    path("women/", pregnancies.caseload, name="caseload"),
    path("women/book/", pregnancies.pregnancy_book, name="pregnancy_book"),
    path("women/<int:pk>/", pregnancies.pregnancy_show, name="pregnancy_show"),
    path("women/<int:pk>/change/", pregnancies.pregnancy_change, name="pregnancy_change"),
    path("women/<int:pk>/birth/", pregnancies.birth_record, name="birth_record"),
    path("women/<int:pk>/lead/", pregnancies.lead_appoint, name="lead_appoint"),
    path("women/<int:pk>/close/", pregnancies.pregnancy_close, name="pregnancy_close"),
    path("women/<int:pk>/needs/", assessments.needs_record, name="needs_record"),
    path("women/<int:pk>/safe-ways/", assessments.safe_contact_record, name="safe_contact_record"),
    path("women/<int:pk>/answer/", assessments.answer_record, name="answer_record"),
    path("women/<int:pk>/request/", assessments.request_ask, name="request_ask"),
    path("women/<int:pk>/promise/", plans.support_promise, name="support_promise"),
    path("women/<int:pk>/contact/", contacts.contact_add, name="contact_add"),
    path("women/<int:pk>/meeting/", meetings.meeting_book, name="meeting_book"),
    path("women/<int:pk>/agree/", plans.plan_agree, name="plan_agree"),
    path("women/<int:pk>/plan.pdf", plans.plan_print, name="plan_print"),
    path("babies/<int:pk>/move/", pregnancies.baby_move, name="baby_move"),
    path("leads/<int:pk>/end/", pregnancies.lead_end, name="lead_end"),
    path("supports/<int:pk>/change/", plans.support_change, name="support_change"),
    path("supports/<int:pk>/pause/", plans.support_pause, name="support_pause"),
    path("supports/<int:pk>/stop/", plans.support_stop, name="support_stop"),
    path("supports/<int:pk>/agree-ending/", plans.support_agree_ending, name="support_agree_ending"),
    path("supports/<int:pk>/book/", contacts.contact_book, name="contact_book"),
    path("supports/<int:pk>/hand-over/", handovers.handover_offer, name="handover_offer"),
    path("handovers/<int:pk>/accept/", handovers.handover_accept, name="handover_accept"),
    path("handovers/<int:pk>/decline/", handovers.handover_decline, name="handover_decline"),
    path("contacts/<int:pk>/record/", contacts.contact_record, name="contact_record"),
    path("contacts/<int:pk>/correct/", contacts.contact_correct, name="contact_correct"),
    path("contacts/<int:pk>/error/", contacts.contact_mark_error, name="contact_mark_error"),
    path("requests/<int:pk>/answer/", assessments.request_answer, name="request_answer"),
    path("plans/<int:pk>/give/", plans.plan_give, name="plan_give"),
    path("meetings/<int:pk>/note/", meetings.meeting_note, name="meeting_note"),
    path("flags/<int:pk>/acknowledge/", flags.flag_acknowledge, name="flag_acknowledge"),
    path("flags/<int:pk>/act/", flags.flag_act, name="flag_act"),
    path("flags/<int:pk>/set-aside/", flags.flag_set_aside, name="flag_set_aside"),
    path("flags/<int:pk>/hand-on/", flags.flag_hand_on, name="flag_hand_on"),
]
