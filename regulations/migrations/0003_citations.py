import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("regulations", "0002_issuer_of_a_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_id", models.PositiveBigIntegerField(verbose_name="source")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("words", models.CharField(max_length=200, verbose_name="as cited")),
                ("on", models.DateField(verbose_name="about the day")),
                ("paragraph", models.PositiveIntegerField(default=0, verbose_name="paragraph")),
                ("item", models.PositiveIntegerField(default=0, verbose_name="item")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="digest of the wording")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked at")),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="regulations.article",
                        verbose_name="article cited",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "outdated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="outdates",
                        to="regulations.version",
                        verbose_name="outdated by",
                    ),
                ),
                (
                    "source_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                        verbose_name="kind of source",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_type", "source_id", "place", "words"), name="a_place_cites_in_these_words_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", None), models.Q(("digest", ""), _negated=True), _connector="OR"),
                        name="a_citation_keeps_what_it_cited",
                    ),
                ],
            },
        ),
    ]
