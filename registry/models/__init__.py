from registry.models.annual_report import (
    AnnualReport,
    AnnualReportFile,
    AnnualReportSignature,
    PublishedFile,
    PublishedReport,
)
from registry.models.assessment import Assessment, InstrumentWording, Timepoint
from registry.models.clinical_record import ClinicalRecord
from registry.models.completeness import CompletenessCell, WaveStanding
from registry.models.data_query import DataQuery
from registry.models.department import Department
from registry.models.draft import Draft
from registry.models.episode import Episode, Procedure, WaveClosure
from registry.models.external_count import ExternalCount
from registry.models.follow_up_plan import FollowUpPlan, FollowUpWindow
from registry.models.import_run import ImportMapping, ImportPiece, ImportRun
from registry.models.invitation import Invitation, InvitationLink, ReportedAlarm
from registry.models.merge import Merge, PossibleDuplicate
from registry.models.never_edited import NeverEdited
from registry.models.of_department import OfDepartment
from registry.models.operation import Background, Operation
from registry.models.patient import Patient, PatientIdentity
from registry.models.pending_wave import PendingWave, WindowCount
from registry.models.period_lock import CorrectionAfterLock, PeriodLock
from registry.models.region import Region
from registry.models.rescoring import PastScore, Rescoring
from registry.models.site import Site
from registry.models.staff import Membership, Role, User
from registry.models.statistics import CountedEpisode, StatisticsCell, StatisticsState
from registry.models.transfer import Transfer
from registry.models.versioned import VersionConflict, Versioned

__all__ = [
    "AnnualReport",
    "AnnualReportFile",
    "AnnualReportSignature",
    "Assessment",
    "Background",
    "ClinicalRecord",
    "CompletenessCell",
    "CorrectionAfterLock",
    "CountedEpisode",
    "DataQuery",
    "Department",
    "Draft",
    "Episode",
    "ExternalCount",
    "FollowUpPlan",
    "FollowUpWindow",
    "ImportMapping",
    "ImportPiece",
    "ImportRun",
    "InstrumentWording",
    "Invitation",
    "InvitationLink",
    "Membership",
    "Merge",
    "NeverEdited",
    "OfDepartment",
    "Operation",
    "PastScore",
    "Patient",
    "PatientIdentity",
    "PendingWave",
    "PeriodLock",
    "PossibleDuplicate",
    "Procedure",
    "PublishedFile",
    "PublishedReport",
    "Region",
    "ReportedAlarm",
    "Rescoring",
    "Role",
    "Site",
    "StatisticsCell",
    "StatisticsState",
    "Timepoint",
    "Transfer",
    "User",
    "VersionConflict",
    "Versioned",
    "WaveClosure",
    "WaveStanding",
    "WindowCount",
]
