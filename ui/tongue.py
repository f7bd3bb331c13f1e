"""Which language the screens speak: switches Qt's translators at run time; knows no text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

import assets

LANGUAGES = ("ko", "en")


class TranslationMissing(RuntimeError):
    """A bundled translation could not be loaded: the installation is not whole."""


class Tongue(QObject):
    """The language switched on for the whole application. English is what the code says; nothing is loaded for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lang = "en"
        self._loaded: list[QTranslator] = []

    def speak(self, lang: str) -> None:
        """Switch to "ko" or "en" (any other language reads English); every window is told. Raises TranslationMissing."""
        for translator in self._loaded:
            QCoreApplication.removeTranslator(translator)
        self._loaded.clear()
        self.lang = lang if lang in LANGUAGES else "en"
        if self.lang == "en":
            return
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        own = Path(assets.__file__).parent / "lang"
        for name, folder in ((f"qtbase_{self.lang}", qt), (f"kiosk_{self.lang}", str(own))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._loaded.append(translator)
            elif folder == str(own):
                raise TranslationMissing(name)
