from django.db import migrations


def make_home_page(apps, schema_editor):
    """In place of Wagtail's welcome page the site begins with an empty home page of ours."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    if Page.objects.filter(depth=2).exists():
        return
    content_type, _created = ContentType.objects.get_or_create(model="homepage", app_label="home")
    page = HomePage.objects.create(
        title="Attaché",
        draft_title="Attaché",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=Locale.objects.order_by("pk").first(),
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "Attaché"}
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("wagtailcore", "0054_initial_locale")]
    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
