"""Where static files come from beside the apps, and how they are named."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SOURCE_MAP_LINE = re.compile(rb"^//[#@] sourceMappingURL=.*$", re.MULTILINE)


class BrowserLibraryStorage(FileSystemStorage):
    """`node_modules/`, read through the addresses of `BROWSER_LIBRARIES`; source-map lines are left out,
    since the maps are not served and the hashed names could not be made with them."""

    prefix = ""

    def __init__(self):
        super().__init__(location=settings.BASE_DIR / "node_modules")

    def path(self, name):
        return super().path(settings.BROWSER_LIBRARIES.get(name, name))

    def _open(self, name, mode="rb"):
        from django.core.files.base import ContentFile

        return ContentFile(SOURCE_MAP_LINE.sub(b"", Path(self.path(name)).read_bytes()), name=name)


class BrowserLibraryFinder(BaseFinder):
    """Finds the listed files of npm packages, and no other."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = BrowserLibraryStorage()

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False):
        if path not in settings.BROWSER_LIBRARIES or not Path(self.storage.path(path)).is_file():
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns):
        for address in settings.BROWSER_LIBRARIES:
            if Path(self.storage.path(address)).is_file():
                yield address, self.storage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names carry a hash of the content, so browsers may keep them for ever; imports between modules follow."""

    support_js_module_import_aggregation = True
    manifest_strict = not settings.DEBUG
