"""docgen: papers of the model «KCN, CCN an toàn về an ninh, trật tự» from one folder of records and templates.

Rooms lie on floors; a room imports from lower floors only (the list is the import-linter contract in pyproject.toml):
cli > production > word | pdf > composition > review > records > model | layout > schema > vietnamese > diagnostics.
"""

__version__ = "0.1.0"
