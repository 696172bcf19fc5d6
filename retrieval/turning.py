"""Words that turn a question about a subject into another question: what it costs, where to buy it.

A passage on a product that never speaks of money does not answer what the product costs, however well
the rest matches; so such a word in the question has to stand in the passage too. Where the content does
speak of these things, the words are covered and count for nothing.
"""

from typing import Final

_ENGLISH = """
affordable alternative alternatives banned billed billing booking bought budget buy buying cancel career
careers ceo certificate certification certified charged cheap cheaper cheapest compose cost costs course
courses degree degrees deploy discount download downloading downtime draw earn earning earnings exam exams
expensive fee fees founded founder gdpr hire hiring homework illegal install installation installed
installing invest investing investment invoice latest lawsuit lawyer legal logged login manufacturer money
newest news outage owns password passwords pay paying payment pays price prices pricing promo proofread
purchase recommend recommendation recommended refund released renew rent retail salaries salary sell selling
shop shopping shops signup solve subscribe subscription sue summarise summarize tax today tomorrow tonight
translate trial troubleshoot tutorial tutorials university unlock unsubscribe upgrade vendor vendors wage
wages warranty yesterday
"""

TURNING: Final[dict[str, frozenset[str]]] = {"en": frozenset(_ENGLISH.split())}
"""By language code, folded; a language that is not here has none."""
