from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Closes a poll"

    def add_arguments(self, parser):
        parser.add_argument("number", type=int)

    def handle(self, *args, **options):
        self.stdout.write(self.style.SUCCESS(f"closed {options['number']}"))
