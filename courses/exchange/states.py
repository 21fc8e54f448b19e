"""What is told of a file with questions: faults keep a question out, losses do not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileFormat(models.TextChoices):
    GIFT = "gift", _("Moodle GIFT")
    AIKEN = "aiken", _("Aiken")


class Fault(models.TextChoices):
    """Why a question, or the whole file, cannot be taken."""

    NOT_UTF8 = "not_utf8", _("This is not text in UTF-8. Save the file as UTF-8 and choose it again.")
    NOT_TEXT = "not_text", _("This is not a text file.")
    EMPTY = "empty", _("There is no question in the file.")
    TOO_MANY = "too_many", _("The file has more questions than are taken at once. Divide it.")
    NOT_CLOSED = "not_closed", _("The answers begin with { here, and no } closes them before the next empty line.")
    NOT_OPENED = "not_opened", _("A } closes answers that did not begin.")
    SECOND_ANSWERS = (
        "second_answers",
        _("Answers begin a second time. Put an empty line between questions, and write \\{ for the sign itself."),
    )
    NO_TEXT = "no_text", _("The question has no text.")
    WITHOUT_SIGN = "without_sign", _("Put = or ~ before each answer.")
    EMPTY_ANSWER = "empty_answer", _("An answer is empty.")
    ONE_OPTION = "one_option", _("There is only one option to choose.")
    NO_RIGHT_ANSWER = "no_right_answer", _("No answer gives all points.")
    SEVERAL_RIGHT = (
        "several_right",
        _("Several options are right, and only one may be chosen. Write the parts of the points, for example ~%50%."),
    )
    SEVERAL_NUMBERS = "several_numbers", _("Several numbers give all points; a question here has one.")
    NO_NUMBER = "no_number", _("This is not a number.")
    NO_PAIR = "no_pair", _("Here should be -> between two things that belong together.")
    ESSAY = "essay", _("Questions for an essay cannot be asked here.")
    DESCRIPTION = (
        "description",
        _("A text without answers cannot be asked here. In GIFT, answers stand between { and }."),
    )
    NO_ANSWER_LINE = "no_answer_line", _("No line ANSWER: with the letter of the right option follows.")
    NO_QUESTION = "no_question", _("Here an option or an answer stands without a question.")
    OTHER_LETTER = "other_letter", _("The options must be named A, B, C and so on, in this order.")
    UNKNOWN_LETTER = "unknown_letter", _("No option has this letter.")
    NO_TYPE = "no_type", _("No type of question here can hold this.")
    REFUSED = "refused", _("The editor would refuse this.")


class Loss(models.TextChoices):
    """What is not kept of a question that is taken or written."""

    CATEGORY = "category", _("The category is not kept: all questions come into one quiz.")
    NAME = "name", _("Names of questions are not kept.")
    TAG = "tag", _("Tags and id numbers of questions are not kept.")
    MARKUP = "markup", _("These HTML elements are not kept, only the text in them.")
    MARKDOWN = "markdown", _("Markdown is kept as it is written.")
    WEIGHT = "weight", _("This answer gives a part of the points. Here it gives none.")
    WEIGHTS = (
        "weights",
        _("The parts of the points are not kept: each right option gives the same part, each wrong one takes it away."),
    )
    ALL_OR_NOTHING = (
        "all_or_nothing",
        _("Here only all right options and no other earn points; the format gives points for some of them."),
    )
    PATTERN = "pattern", _("An accepted answer with * for any signs is not kept.")
    FEEDBACK = "feedback", _("This feedback has no place here and is not kept.")
    EXPLANATION = "explanation", _("The format has no place for the explanation.")
    OPTION_FEEDBACK = "option_feedback", _("The format has no place for the feedback to options.")
    POINTS = "points", _("The format has no place for points.")
    SOURCE = "source", _("The format has no place for the source.")
    PICTURE = "picture", _("The format has no place for the picture.")
    UNIT = "unit", _("The format has no place for the unit.")
    NOT_HELD = "not_held", _("The format cannot hold this: it is left out.")


class ExchangeReason(models.TextChoices):
    """Why a file is not taken although it can be read."""

    NOTHING_NEW = "nothing_new", _("All questions of the file are in the quiz already. Nothing was changed.")
    LOCKED = "locked", _("This quiz is locked for editing. Nothing was changed.")
