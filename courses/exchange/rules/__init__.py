"""Files with questions: bytes come in, questions with what is to be told of them go out, and back."""

from .aiken import is_aiken, read_aiken, write_aiken
from .files import NotReadable, ReadFile, ReadQuestion, Remark, Written, text_of
from .gift import read_gift
from .gift_writer import write_gift
from .markup import simple_html

__all__ = [
    "NotReadable",
    "ReadFile",
    "ReadQuestion",
    "Remark",
    "Written",
    "is_aiken",
    "read_aiken",
    "read_gift",
    "simple_html",
    "text_of",
    "write_aiken",
    "write_gift",
]
