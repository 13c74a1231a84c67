from django.db import migrations

MEMBERS, EVERYBODY = "members", "everybody"


def move_privacy_into_pages(apps, schema_editor):
    """Until now only Wagtail's privacy said who may see a page: the library asked for a sign-in, as some notices did.

    Each page says it itself from now on, so those restrictions go; whatever else somebody restricted stays as it is.
    """
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    notices = apps.get_model("content", "NoticePage").objects.using(schema_editor.connection.alias)
    libraries = apps.get_model("content", "LibraryPage").objects.values_list("pk", flat=True)
    restricted = set(restrictions.values_list("page", flat=True))
    public = [notice.pk for notice in notices.all() if notice.pk not in restricted]
    apps.get_model("content", "StudyPage").objects.filter(pk__in=public).update(audience=EVERYBODY)
    _tell_revisions(apps, public)
    own = [*notices.values_list("pk", flat=True), *libraries]
    restrictions.filter(restriction_type="login", page__in=own).delete()


def _tell_revisions(apps, pages):
    """An editor goes on from the latest revision, which must not take a public notice in."""
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for revision in revisions.filter(object_id__in=[str(pk) for pk in pages], content_type__model="noticepage"):
        revision.content["audience"] = EVERYBODY
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_audience_and_withdrawal"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(move_privacy_into_pages, migrations.RunPython.noop)]
