"""What patients of several positions have in common, each written once."""

from __future__ import annotations

from guidelines.pathway.building import at_least, is_in, is_true
from guidelines.pathway.controversy import Trait
from guidelines.pathway.derived import early_fracture, fracture_pain, malignancy_known, severe_pain
from guidelines.pathway.translate import _

vertebral = Trait(is_in("vertebral_fracture", "confirmed"), _("it is about vertebral fractures"))
sacral = Trait(is_in("sacral_fracture", "confirmed"), _("it is about fractures of the sacrum"))
fractured = Trait(fracture_pain, _("it is about pain from a fracture of the spine or sacrum"))
osteoporotic = Trait(is_in("fracture_cause", "osteoporotic"), _("it is about osteoporotic fractures"))
malignant = Trait(
    is_in("fracture_cause", "malignant") | malignancy_known, _("it is about fractures from malignant disease")
)
acute = Trait(
    early_fracture, _("it is about fresh fractures; the source gives no weeks, so our own limit stands in")
)
severe = Trait(
    severe_pain, _("it is about severe pain; the source gives no number, so our threshold stands in")
)
oedema = Trait(is_true("painful_level_confirmed"), _("the painful level was shown by oedema or its like"))
women = Trait(is_in("sex", "female"), _("it is about women after the menopause"))
past_menopause = Trait(
    at_least("age_years", 50),
    _("it is about women after the menopause; that is not recorded, so an age of 50 stands in (our choice)"),
)
immobile = Trait(is_in("mobilisation_possible", False), _("it is about patients who cannot get up"))
