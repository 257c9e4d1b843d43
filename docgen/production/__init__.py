"""From a request to files: read the office, the gate, make every paper, write so that nothing is ever lost.

May import ``comparison`` and lower. Only this room touches the disk and the clock. Decision: every record and
template is looked at before the first file is written; a file gets its name only when it is whole; what a person
changed is never written over (a journal in the output folder knows what docgen wrote and from what, so that only
what changed is made again); one run a folder, by a lock that the system drops when its holder dies.
"""

from docgen.production.asking import WrongRequestError, find_enterprises, find_parks, resolve_request
from docgen.production.build import build
from docgen.production.build_request import BuildRequest, BuildResult
from docgen.production.check import CheckedOffice, check_office
from docgen.production.clause_matrix import ClauseMatrix, MatrixClause, clause_matrices
from docgen.production.clause_reasons import ClauseReason, PaperReasons, reasons_for
from docgen.production.comparing import ComparedPair, CompareRequest, Comparison, compare_papers
from docgen.production.composing import Composition, Papers, SetAside, compose_all, compose_each
from docgen.production.editor_schemas import SCHEMA_FOLDER, line_for_editor, write_schemas
from docgen.production.executors import CrewFailureError
from docgen.production.folder_lock import LOCK, FolderInUseError, Holder
from docgen.production.key_folder import (
    KEY_BOOK,
    PASSPHRASE_VARIABLE,
    AskPassphrase,
    KeyRefusedError,
    from_environment,
    new_key,
    read_key_book,
    retire_key,
    set_host,
)
from docgen.production.leaving_out import Omission
from docgen.production.lint import Preview, examine
from docgen.production.lint_copies import write_review_copies
from docgen.production.matrix_sheets import condition_words, fact_words, matrix_sheets
from docgen.production.new_file import write_new_file
from docgen.production.new_office import EXAMPLES, FolderNotEmptyError, new_office
from docgen.production.office import RECORDS, TEMPLATES, Office, read_office
from docgen.production.output import ARCHIVE, Outcome, Output, Written
from docgen.production.papers import Paper
from docgen.production.path_lengths import PathTooLongError
from docgen.production.progress import Progress
from docgen.production.register_answers import against, export_register, head_of_export
from docgen.production.register_office import REGISTER_FILE, REGISTER_FOLDER, OfficeRegister, RegisterRefusedError
from docgen.production.register_requests import Answer as RegisterAnswer
from docgen.production.register_requests import (
    NoRegisterError,
    change_register,
    import_paper_book,
    new_register,
    register_of,
)
from docgen.production.registering import RegisterNews
from docgen.production.regulation_lists import count_results
from docgen.production.regulation_papers import ReviewRequest, ReviewResult, by_park, review_office
from docgen.production.regulation_review import review_regulations
from docgen.production.regulation_status import Kind, RegulationReview, Result
from docgen.production.shelf import Standing, State
from docgen.production.shipped import shipped_templates
from docgen.production.sketching import Sketch, sketch_certificate
from docgen.production.standing import ParkStanding, park_standings
from docgen.production.status import OutputStatus, output_status
from docgen.production.verifying import Checked, NotCheckableError, Trusted, read_trusted, verify, write_checking_page

__all__ = [
    "ARCHIVE",
    "EXAMPLES",
    "KEY_BOOK",
    "LOCK",
    "PASSPHRASE_VARIABLE",
    "RECORDS",
    "REGISTER_FILE",
    "REGISTER_FOLDER",
    "SCHEMA_FOLDER",
    "TEMPLATES",
    "AskPassphrase",
    "BuildRequest",
    "BuildResult",
    "Checked",
    "CheckedOffice",
    "ClauseMatrix",
    "ClauseReason",
    "CompareRequest",
    "ComparedPair",
    "Comparison",
    "Composition",
    "CrewFailureError",
    "FolderInUseError",
    "FolderNotEmptyError",
    "Holder",
    "KeyRefusedError",
    "Kind",
    "MatrixClause",
    "NoRegisterError",
    "NotCheckableError",
    "Office",
    "OfficeRegister",
    "Omission",
    "Outcome",
    "Output",
    "OutputStatus",
    "Paper",
    "PaperReasons",
    "Papers",
    "ParkStanding",
    "PathTooLongError",
    "Preview",
    "Progress",
    "RegisterAnswer",
    "RegisterNews",
    "RegisterRefusedError",
    "RegulationReview",
    "Result",
    "ReviewRequest",
    "ReviewResult",
    "SetAside",
    "Sketch",
    "Standing",
    "State",
    "Trusted",
    "Written",
    "WrongRequestError",
    "against",
    "build",
    "by_park",
    "change_register",
    "check_office",
    "clause_matrices",
    "compare_papers",
    "compose_all",
    "compose_each",
    "condition_words",
    "count_results",
    "examine",
    "export_register",
    "fact_words",
    "find_enterprises",
    "find_parks",
    "from_environment",
    "head_of_export",
    "import_paper_book",
    "line_for_editor",
    "matrix_sheets",
    "new_key",
    "new_office",
    "new_register",
    "output_status",
    "park_standings",
    "read_key_book",
    "read_office",
    "read_trusted",
    "reasons_for",
    "register_of",
    "resolve_request",
    "retire_key",
    "review_office",
    "review_regulations",
    "set_host",
    "shipped_templates",
    "sketch_certificate",
    "verify",
    "write_checking_page",
    "write_new_file",
    "write_review_copies",
    "write_schemas",
]
