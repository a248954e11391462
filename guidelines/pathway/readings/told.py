"""What two answers are compared by: an action's verdict by its code, and the functional category beside them."""

CATEGORY = "functional_category"
ABSENT = "absent"  # said of an action that does not apply, or that one version of the rules lacks
