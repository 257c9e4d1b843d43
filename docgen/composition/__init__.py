"""Document type + subject + facts -> what one paper says.

May import ``review`` and lower. Decision: a paper is first a frozen value (``Document``): frame in the sense of
Nghị định 30/2020/NĐ-CP and plain fields under Vietnamese keys. Which fields a tag may name is read off the view
models, so a wrong tag is found before anything is made. A new document type is a folder under ``templates/`` with a
declaration; the kinds of subject are the only part written in Python.
"""
