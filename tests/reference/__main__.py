"""`make docs`: write the man page and the generated parts of the documents."""

from tests.reference import ROOT, written

for path, text in written().items():
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
