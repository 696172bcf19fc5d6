"""Words of general English: which say the same, which nothing, and which the reverse of each other."""

from typing import Final

_SAME = """
about approximately around circa nearly roughly | accept approve authorise | accept take | add append
adjust alter amend change modify | advantage benefit merit | aid assist help support
aim goal purpose target | also additionally too | answer reply respond response | appear look seem
appliance device gadget machine | apt fit suitable | area region zone | arrive reach
assemble build built construct | assess evaluate judge rate | attach connect fasten fix join link
attempt try | automobile car | avoid prevent | await expect | ban forbid prohibit
begin began begun commence launch start | big huge large | bill charge invoice | book reserve
broken damaged defective faulty | buy bought purchase | call name term | cancel revoke
cap ceiling limit maximum | carry transport | cease end finish stop | certificate proof | cheap inexpensive
check examine inspect verify | choose chose chosen pick select | clean wash | client customer | close shut
clothes garment | collect gather | combine merge unite | common ordinary typical usual
company firm business | complete entire full whole | comprise consist contain include hold | contact reach
control steer | convert transform turn | copy duplicate | correct right | cost charge price
create generate make produce | customer patron | cut lower reduce | danger hazard risk | decide determine
decline refuse reject | defend guard protect shield secure safeguard | delete erase remove
deliver provide supply offer give gave sell sold | depart leave left | describe depict | desire want wish
difference distinction contrast | difficult hard | disadvantage drawback downside | discard drop
display present show | distinct separate | divide split | doctor physician | drive ride | each every
earn gain | easy simple | eat consume | employ use utilise | employee worker | enable let permit allow
enlarge expand extend increase | enough sufficient | ensure guarantee | enter type key | error mistake fault
essential vital crucial important key | examine study | execute perform | explain clarify
extra additional further | fast quick rapid swift | fee charge | final last | find found locate discover
flat apartment | follow obey | form shape | forward pass | free gratis | frequently often
fridge refrigerator | function work operate run | gather assemble | get got obtain receive | gift present
give gave given hand grant | goods merchandise wares | guest visitor | handy convenient | happen occur
heat warm | hint tip | holiday vacation | hurt injure | idea notion | illness disease | improve enhance
inform notify tell | insert put place lay | job task | journey trip voyage | keep kept store retain hold held
kind type sort | lack miss
lie lies located situated | length long | letter message | lift elevator | list enumerate | luggage baggage
magazine journal | manual handbook guide | memorise remember | mend repair fix
method approach technique way | mobile portable | money cash | monitor observe watch | mostly mainly
near close | need require demand | note remark | occupation profession | often frequently | own possess
parcel package | part piece portion share | pass travel | password passcode | pause break | pay paid settle
period time | phone telephone | picture image photo | plan schedule | possible feasible | postpone delay defer
power strength | presently currently | process handle | purse wallet | quantity amount number | quiet silent
rare scarce | reach attain | recommend suggest advise | refund reimburse | regulation rule | rent hire lease
request ask | room space | rubbish waste garbage trash | save keep | say said state tell told
send sent transmit | set configure | shop store | sick ill | size dimension | small little tiny
speed pace rate | spot place location | stay remain | street road | strong powerful | suitcase trunk
tariff rate price | test trial | toilet lavatory restroom | tool instrument | transfer move | trip journey
understand understood grasp comprehend | valid good | wage salary | wait pause | website site
write wrote written compose | wrong incorrect
"""

_GENERIC = """
able actual actually allowed altogether approximately around aware banned basically bear brief briefly
carefully case certain certainly circa clearly complete consequently course currently detail emphasise
entire exact exactly exceed fact forbidden forget full furthermore general generally hence important
importantly impossible indeed instance know largely line mainly maximum mind minimum moreover namely nearly
nevertheless nonetheless normally notable notably note noted notice nowadays ordinarily overall particular
particularly permitted possible practical practically practice precise precisely principle prohibited
reality recall remember reminder roughly rule short simply specifically strictly sum summary therefore thumb
today total typically unable usual usually whole word words worth
"""

_OPPOSITES = """
above below | active passive | add remove | adult child | after before | analogue digital | arrival departure
arrive depart | automatic manual | back front | best worst | big small | bottom top | buyer seller
child parent | client server | close open | closed open | cold hot | cold warm | connected unconnected
decode encode | decrease increase | deep shallow | destination source | disable enable
domestic international | double single | down up | download upload | downstream upstream | dry wet
earliest latest | early late | east west | employee employer | empty full | end start | even odd
external internal | fast slow | faster slower | fewer more | first last | first second | former latter
front rear | guest host | hardware software | heavy light | high low | higher lower | horizontal vertical
import export | in out | inbound outbound | incoming outgoing | indoor outdoor | indoors outdoors
inland abroad | inner outer | input output | inside outside | labelled unlabelled | large small
larger smaller | last next | least most | left right | less more | local remote | lock unlock
logical physical
login logout | long short | longer shorter | major minor | max min | maximum minimum | member visitor
morning evening | multimode singlemode | multiple single | narrow wide | new old | newer older | night day
north south | off on | offline online | over under | permanent temporary | plural singular | private public
pull push | quick slow | read write | receive send | receiver sender | return single | safe unsafe
same different | second third | shielded unshielded | static dynamic | student teacher | summer winter
supervised unsupervised | thick thin | third fourth | upper lower | weak strong | weekday weekend
wired wireless | with without
"""


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in text.strip().replace("\n", "|").split("|"))


GENERIC: Final = frozenset(_GENERIC.split())
"""Words that lead into a sentence or soften it, and tell nothing of its subject."""

SAME: Final = _groups(_SAME)
"""Words that stand for one another when somebody writes a sentence anew."""

OPPOSITES: Final = _groups(_OPPOSITES)
"""Words that part two subjects: who says `upload` does not speak of a `download`."""
