"""What happened to a patient laid on one line of time, as marks to draw; pure: days and scores in, positions out."""
