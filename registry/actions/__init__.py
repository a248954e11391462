"""All writes to the registry: one function a write, its audit entry in the same transaction."""

from registry.actions.answers import Opened, record_answers, record_patients_answers
from registry.actions.assessments import Answered, correct_assessment, record_assessment
from registry.actions.backgrounds import background_draft_name, record_background
from registry.actions.clinical_records import record_facts
from registry.actions.corrections import correct_episode, remove_episode, remove_operation
from registry.actions.data_queries import answer_query, close_query, raise_by_rules, raise_query
from registry.actions.drafts import discard_draft, save_draft
from registry.actions.episodes import open_episode, record_procedure
from registry.actions.erasure import erase_person
from registry.actions.exports import Exported, export_registry
from registry.actions.external_counts import UnreadableCounts, load_external_counts
from registry.actions.first_invitations import NotToInvite, invite_first
from registry.actions.follow_up import close_wave, plan_and_count, plan_follow_up, reopen_wave
from registry.actions.import_checks import check_import, problems_of
from registry.actions.import_runs import (
    Upload,
    cancel_import,
    clear_expired_imports,
    confirm_import,
    start_import,
)
from registry.actions.import_work import work_on_import
from registry.actions.imports import Order, RegistryChanged, StillRefused, store_import
from registry.actions.invitations import (
    AlreadyAnswered,
    Sent,
    check_birth_date,
    choose_language,
    close_as_sent,
    invite,
    keep_answer,
    lock_to_send,
    mark_failed,
    remind,
)
from registry.actions.locks import PeriodLocked, lock_period, open_period, sign_off_period
from registry.actions.merges import Chosen, dismiss_duplicate, merge_patients, undo_merge
from registry.actions.operations import Operated, record_operation
from registry.actions.patients import (
    NewEpisode,
    PersonDetails,
    edit_patient,
    register_patient,
    register_patient_with_episode,
    reveal_number,
)
from registry.actions.plan_changes import plan_changed
from registry.actions.reported_alarms import acknowledge_alarm
from registry.actions.rescoring import (
    abandon_rescoring,
    refuse_unknown,
    rescore_dry,
    start_rescoring,
    work_on_rescoring,
)
from registry.actions.staff import set_shortcuts, switch_shortcuts
from registry.actions.statistics import refresh_statistics
from registry.actions.transfers import (
    accept_transfer,
    ask_for_transfer,
    offer_transfer,
    reject_transfer,
    withdraw_transfer,
)
from registry.actions.visits import record_visit
from registry.actions.whole_records import hand_out_record
from registry.actions.wordings import load_wording, planned_wording

__all__ = [
    "AlreadyAnswered",
    "Answered",
    "Chosen",
    "Exported",
    "NewEpisode",
    "NotToInvite",
    "Opened",
    "Operated",
    "Order",
    "PeriodLocked",
    "PersonDetails",
    "RegistryChanged",
    "Sent",
    "StillRefused",
    "UnreadableCounts",
    "Upload",
    "abandon_rescoring",
    "accept_transfer",
    "acknowledge_alarm",
    "answer_query",
    "ask_for_transfer",
    "background_draft_name",
    "cancel_import",
    "check_birth_date",
    "check_import",
    "choose_language",
    "clear_expired_imports",
    "close_as_sent",
    "close_query",
    "close_wave",
    "confirm_import",
    "correct_assessment",
    "correct_episode",
    "discard_draft",
    "dismiss_duplicate",
    "edit_patient",
    "erase_person",
    "export_registry",
    "hand_out_record",
    "invite",
    "invite_first",
    "keep_answer",
    "load_external_counts",
    "load_wording",
    "lock_period",
    "lock_to_send",
    "mark_failed",
    "merge_patients",
    "offer_transfer",
    "open_episode",
    "open_period",
    "plan_and_count",
    "plan_changed",
    "plan_follow_up",
    "planned_wording",
    "problems_of",
    "raise_by_rules",
    "raise_query",
    "record_answers",
    "record_assessment",
    "record_background",
    "record_facts",
    "record_operation",
    "record_patients_answers",
    "record_procedure",
    "record_visit",
    "refresh_statistics",
    "refuse_unknown",
    "register_patient",
    "register_patient_with_episode",
    "reject_transfer",
    "remind",
    "remove_episode",
    "remove_operation",
    "reopen_wave",
    "rescore_dry",
    "reveal_number",
    "save_draft",
    "set_shortcuts",
    "sign_off_period",
    "start_import",
    "start_rescoring",
    "store_import",
    "switch_shortcuts",
    "undo_merge",
    "withdraw_transfer",
    "work_on_import",
    "work_on_rescoring",
]
