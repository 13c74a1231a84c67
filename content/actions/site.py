"""The site's bones: home, library, shelves, who may edit, and the step at which a second editor reads."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from content.models import HomePage, LibraryPage, SecondEditorTask, SectionPage
from journal.actions import record

ROOT = "全站"
FOLDER = "总文件夹"  # what every picture and document lies in that was put nowhere else
PUBLISHERS, ADMINISTRATORS = "Publishers", "Administrators"
SECTIONS = {
    "cases": ("典型案例", "身边的事，说清经过，划出界线。"),
    "regulations": ("党规法规", "现行有效的规定，逐条可查。"),
    "boundary": ("正负清单", "哪些可以大大方方，哪些一步也不能迈。"),
    "stories": ("家风故事", "一家人的规矩，几代人的底气。"),
    "films": ("廉洁微电影", "几分钟的片子，有字幕，可以分几次看。"),
}
NOTICES = ("notices", "通知公告", "园区纪检监察工委的通知。")
# Publishers write and submit; only the step of the second editor publishes, so nobody has Wagtail's `publish_page`.
# A lock is a word among colleagues: what one who is on leave has left locked, another unlocks, and the history says so.
PAGE_PERMISSIONS = {
    PUBLISHERS: ["add_page", "change_page", "lock_page", "unlock_page"],
    ADMINISTRATORS: ["add_page", "change_page", "lock_page", "unlock_page"],
}
# Wagtail asks for those of its own models, whichever model of ours stands in for them.
COLLECTION_PERMISSIONS = {
    "wagtailimages": ["add_image", "change_image", "choose_image"],
    "wagtaildocs": ["add_document", "change_document", "choose_document"],
}
SNIPPET_APPS = ["quizzes", "regulations"]


@dataclass(frozen=True)
class Places:
    """Where pages belong: the home, the library, and the sections by their slug."""

    home: HomePage
    library: LibraryPage
    sections: dict


@transaction.atomic
def prepare_site(now):
    """Make what the site needs to stand, as far as it is not there. Gives the places; changes no page an editor has."""
    first_time = not HomePage.objects.exists()
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)
    Collection.objects.filter(depth=1, name="Root").update(name=FOLDER)
    home = HomePage.objects.first() or _make_home()
    library = _child(home, LibraryPage, "library", "学习")
    sections = {
        slug: _child(library, SectionPage, slug, title, intro=intro) for slug, (title, intro) in SECTIONS.items()
    }
    slug, title, intro = NOTICES
    sections[slug] = _child(home, SectionPage, slug, title, intro=intro)
    _prepare_groups(home)
    _prepare_workflow(home)
    if first_time:
        record("content.site.prepared", by=None, about=home, now=now)
    return Places(home=home, library=library, sections=sections)


def _make_home():
    """The home page in the place of the one that Wagtail comes with."""
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(slug="home").first()
    if welcome:
        Page.objects.filter(pk=welcome.pk).update(slug="welcome")
    home = root.add_child(
        instance=HomePage(
            title="亲清学堂", slug="home", tagline="亲则相敬，清则相安", intro="<p>园区廉洁学习平台。</p>"
        )
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home.page_ptr, "site_name": "亲清学堂"}
    )
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    return HomePage.objects.get()


def _child(parent, model, slug, title, **fields):
    found = model.objects.child_of(parent).filter(slug=slug).first()
    # The tree counts children on the parent, so it must be read anew before each one is added.
    return found or Page.objects.get(pk=parent.pk).add_child(instance=model(title=title, slug=slug, **fields))


def _prepare_groups(home):
    """Groups of editors and what each may do; Wagtail's own two, which nobody here uses, go."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    for name, codenames in PAGE_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_general_permissions(name))
        # Of an earlier release, or given by hand: on our pages nobody publishes alone.
        group.page_permissions.filter(permission__codename="publish_page").delete()
        group.permissions.remove(*_workflow_permissions())
        for permission in _permissions("wagtailcore", codenames):
            GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
        for app, codenames_there in COLLECTION_PERMISSIONS.items():
            _allow_in_collections(group, _permissions(app, codenames_there))


def _permissions(app, codenames):
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)


def _workflow_permissions():
    """To change the way to publication: through one without the second editor's step nothing could come out."""
    of_workflows = {"content_type__app_label": "wagtailcore", "content_type__model__in": ["workflow", "task"]}
    return Permission.objects.filter(**of_workflows)


def _allow_in_collections(group, permissions):
    root = Collection.get_first_root_node()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _general_permissions(name):
    """Entering the CMS, films, quizzes and questions, regulations; for administrators also sites."""
    wanted = list(_permissions("wagtailadmin", ["access_admin"]))
    snippets = Permission.objects.filter(content_type__app_label__in=SNIPPET_APPS)
    wanted += snippets.exclude(codename__startswith="delete")
    wanted += _permissions("media", ["add_film", "change_film", "view_film"])
    if name == ADMINISTRATORS:
        wanted += Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="site")
    return wanted


def _prepare_workflow(home):
    """Everything below the home passes a second editor."""
    task = SecondEditorTask.objects.first() or SecondEditorTask.objects.create(name="第二位编辑审核")
    workflow, _ = Workflow.objects.get_or_create(name="双人审核")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})
    for model in (Workflow, GroupApprovalTask):
        model.objects.filter(name="Moderators approval").delete()
