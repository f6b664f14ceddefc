"""`make screenshots`: the pictures of the documents, taken of the running program."""

from tests.pictures import FOLDER
from tests.pictures.capture import capture
from tests.pictures.files import files_of
from tests.pictures.scenes import SCENES


def main() -> None:
    """Take all pictures, and remove those that are taken no more."""
    taken: dict[str, str] = {}
    for name in SCENES:
        taken |= files_of(name, capture(name))
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        if path.name not in taken:
            path.unlink()
    for name, text in taken.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"screenshots/{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
