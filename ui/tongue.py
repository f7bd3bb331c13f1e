"""Which language the screens speak: switches Qt's translators at run time; knows no text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

import assets

LANGUAGES = ("ko", "en")
PREPARED = ("ja", "zh")
"""Languages of visitors alone, spoken where their translation is whole."""
_FOLDER = Path(assets.__file__).parent / "lang"


def offered(folder: Path = _FOLDER) -> tuple[str, ...]:
    """The languages a visitor may choose."""
    return (*LANGUAGES, *(lang for lang in PREPARED if (folder / f"kiosk_{lang}.qm").is_file()))


class TranslationMissing(RuntimeError):
    """A bundled translation could not be loaded: the installation is not whole."""


class Tongue(QObject):
    """The language switched on for the whole application. English is what the code says; nothing is loaded for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lang = "en"
        self._loaded: list[QTranslator] = []

    def speak(self, lang: str) -> None:
        """Switch to a language that is ``offered`` (any other language reads English); every window is told. Raises TranslationMissing."""
        for translator in self._loaded:
            QCoreApplication.removeTranslator(translator)
        self._loaded.clear()
        self.lang = lang if lang in offered() else "en"
        if self.lang == "en":
            return
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{self.lang}", qt), (f"kiosk_{self.lang}", str(_FOLDER))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._loaded.append(translator)
            elif folder == str(_FOLDER):
                raise TranslationMissing(name)
