"""What can become of an e-mail that was to be sent: the words the commands print, in the order they are printed."""

SENT = "sent"
WOULD_BE_SENT = "would be sent"
REFUSED = "could not be sent"
MEANWHILE = "sent by another run"
NO_EMAIL = "no e-mail address"
NOTHING_TO_ASK = "nothing to ask by link"
LEFT = "left for the next run"

OUTCOMES = (SENT, WOULD_BE_SENT, REFUSED, MEANWHILE, NO_EMAIL, NOTHING_TO_ASK, LEFT)
