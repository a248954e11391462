"""What patients of several positions have in common, each written once.

No trait lets a blank count as an answer: what is not recorded leaves it not known whom the patient is like.
"""

from __future__ import annotations

from guidelines.pathway.building import at_least, at_most, is_in, is_true
from guidelines.pathway.controversy import Trait
from guidelines.pathway.criteria import Criterion, Limit
from guidelines.pathway.derived import early_fracture, severe_pain
from guidelines.pathway.translate import _

vertebral = Trait(is_in("vertebral_fracture", "confirmed"), _("it is about vertebral fractures"))
sacral = Trait(is_in("sacral_fracture", "confirmed"), _("it is about fractures of the sacrum"))
cancer_patient = Trait(
    is_true("cancer_history") | is_true("metastasis_confirmed") | is_true("multiple_myeloma"),
    _("it is about patients with cancer; earlier cancer counts until a spread is ruled out"),
)
osteoporotic = Trait(is_in("fracture_cause", "osteoporotic"), _("it is about osteoporotic fractures"))
malignant = Trait(
    is_in("fracture_cause", "malignant") | is_true("metastasis_confirmed") | is_true("multiple_myeloma"),
    _("it is about fractures from malignant disease"),
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

broken_bone = is_in("vertebral_fracture", "confirmed") | at_least("hip_fracture_weeks", 0)
first_six_months = Trait(
    at_most("vertebral_fracture_weeks", Limit("acute_weeks"))
    | at_most("hip_fracture_weeks", Limit("acute_weeks")),
    _("it is about the first six months after a vertebral or hip fracture"),
)

early_pain = Trait(
    at_most("vertebral_fracture_weeks", Limit("early_weeks")),
    _("it is mainly about the acute phase; the source gives no weeks, so our own limit stands in"),
)


def failed(drug: str) -> Criterion:
    """The drug was tried and did not do, or cannot be used."""
    return is_in(drug, "inadequate", "not_tolerated", "contraindicated")


opioid_taken = is_in("strong_opioid", "ongoing", "effective", "inadequate")
drugs_failed = Trait(
    (failed("paracetamol") | opioid_taken) & (failed("tramadol") | opioid_taken) & failed("strong_opioid"),
    _("the drugs have not been enough"),
)
