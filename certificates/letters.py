"""What holds for letters wherever a certificate's text is read or drawn."""

# U+200C and U+200D are part of how Persian is written, and nothing is drawn for them.
JOINERS = "\u200c\u200d"
