"""The nouns of the office: agencies, parks, enterprises, plans, assessments, commendations.

May import ``vietnamese`` and lower. Every noun is a frozen pydantic model; a field is declared once: English
attribute, Vietnamese key (the YAML key and the Word tag), label. Models know no files, YAML, Word or clocks.
"""

from docgen.model.agency import Agency, AgencyPeriod, Signatory, SigningAuthority
from docgen.model.assessment import (
    Assessment,
    AssessmentYear,
    Certificate,
    Comparison,
    CriteriaSet,
    CriteriaTarget,
    Criterion,
)
from docgen.model.base import OfficeModel, in_force, to_fields, vn
from docgen.model.clause import ClauseBasis, LibraryClause
from docgen.model.commendation import AwardForm, BaseSalary, CollectiveRow, CommendationYear, Honorific, PersonRow
from docgen.model.enterprise import (
    Contact,
    Enterprise,
    Features,
    GuardForm,
    Guarding,
    GuardPost,
    Issue,
    OwnClause,
    RegulationInForce,
    Representative,
    SecurityCompany,
)
from docgen.model.legal_act import LegalAct
from docgen.model.park import CoordinationIssue, MeetingRhythm, Park, ParkFact, ParkFeatures, ParkKind, ParkLocation
from docgen.model.period import Period
from docgen.model.plan import Duty, JointPlan, Milestone, PlanSection, PlanSigner
from docgen.model.serial_pattern import USUAL_PATTERN, counts_by_year, pattern_problem, serial_text

__all__ = [
    "USUAL_PATTERN",
    "Agency",
    "AgencyPeriod",
    "Assessment",
    "AssessmentYear",
    "AwardForm",
    "BaseSalary",
    "Certificate",
    "ClauseBasis",
    "CollectiveRow",
    "CommendationYear",
    "Comparison",
    "Contact",
    "CoordinationIssue",
    "CriteriaSet",
    "CriteriaTarget",
    "Criterion",
    "Duty",
    "Enterprise",
    "Features",
    "GuardForm",
    "GuardPost",
    "Guarding",
    "Honorific",
    "Issue",
    "JointPlan",
    "LegalAct",
    "LibraryClause",
    "MeetingRhythm",
    "Milestone",
    "OfficeModel",
    "OwnClause",
    "Park",
    "ParkFact",
    "ParkFeatures",
    "ParkKind",
    "ParkLocation",
    "Period",
    "PersonRow",
    "PlanSection",
    "PlanSigner",
    "RegulationInForce",
    "Representative",
    "SecurityCompany",
    "Signatory",
    "SigningAuthority",
    "counts_by_year",
    "in_force",
    "pattern_problem",
    "serial_text",
    "to_fields",
    "vn",
]
