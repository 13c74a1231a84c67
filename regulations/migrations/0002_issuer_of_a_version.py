from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regulations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="version",
            name="issuer",
            field=models.CharField(blank=True, max_length=200, verbose_name="issued by"),
        ),
    ]
