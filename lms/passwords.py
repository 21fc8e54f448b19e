"""What a password must be."""

from django.contrib.auth import password_validation

from courses.api import written_number


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's rule, its number written as the reader writes numbers."""

    def get_error_message(self) -> str:
        return self._in_own_digits(super().get_error_message())

    def get_help_text(self) -> str:
        return self._in_own_digits(super().get_help_text())

    def _in_own_digits(self, text: str) -> str:
        return text.replace(str(self.min_length), written_number(self.min_length))
