import pytest
from config.staticfiles import BrowserLibraryFinder, BrowserLibraryStorage
from django.contrib.staticfiles.finders import find
from django.core.management import call_command


@pytest.fixture
def library(settings, tmp_path):
    """A package with one file that pages may ask for and one that they may not."""
    settings.BASE_DIR = tmp_path
    settings.BROWSER_LIBRARIES = {"vendor/pad.js": "pad/dist/pad.js"}
    folder = tmp_path / "node_modules" / "pad" / "dist"
    folder.mkdir(parents=True)
    (folder / "pad.js").write_text("export default 1;\n//# sourceMappingURL=pad.js.map\n")
    (folder / "secret.js").write_text("export default 2;\n")


def test_a_listed_file_of_a_package_is_served(library):
    assert [name for name, _ in BrowserLibraryFinder().list([])] == ["vendor/pad.js"]
    assert BrowserLibraryFinder().find("vendor/pad.js").endswith("pad/dist/pad.js")


def test_no_other_file_of_it_is(library):
    assert BrowserLibraryFinder().find("pad/dist/secret.js") == []
    assert find("pad/dist/secret.js") is None


def test_the_line_that_names_a_source_map_is_left_out(library):
    assert BrowserLibraryStorage().open("vendor/pad.js").read() == b"export default 1;\n\n"


def test_everything_collects_under_names_that_carry_its_content(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.staticfiles.HashedStaticFiles"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    names = [path.name for path in (tmp_path / "static" / "theme").iterdir()]
    assert any(name.startswith("theme.") and name.count(".") == 2 for name in names)
