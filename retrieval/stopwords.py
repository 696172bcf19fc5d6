"""Words that carry no subject: grammar, courtesy and the small change of chatting.

Every question holds them and no answer turns ugh on them, so they neither find a passage nor count as
unknown. Folded as in `text`: lower case, without accents and apostrophes.
"""

from typing import Final

_ENGLISH_GRAMMAR = """
a about above after again against all almost alone along apart already also although always am among an and
another any anybody anyone anything anyway are arent around as at away be became because become becomes been
before behind being below besides both but by can cannot cant could couldnt did didnt do does doesnt doing
done dont during each either else enough even ever every everybody everyone everything exactly few for
from further get gets getting give given gives go goes going gone got had hadnt has hasnt have havent having
he hed hell her here hers herself hes him himself his how however i id if ill im in inside instead into is
isnt it itd itll its itself ive just keep keeps kept least less let lets like likely ll lot lots made make
makes making many may maybe me might mine more most mostly much must my myself near need needed needs neither
never no nobody none nor not nothing now of off often oh ok okay on once one ones only onto or other others
ought our ours ourselves out over own per perhaps please put puts quite rather re really s same say says
seem seems several shall she shes should shouldnt since so some somebody somehow someone something sometimes
somewhere still such sure t take taken takes taking than thanks that thats the their theirs them themselves
then there theres these they theyd theyll theyre theyve thing things this those though through thus to
together too toward towards u under unless until up upon us use used uses using ve very via want wanted wants
was wasnt way ways we wed well were werent weve what whatever whats when whenever where wheres whether which
while who whoever whole whom whose whos why will with within without wont would wouldnt y yeah yes yet you
youd youll your youre yours yourself youve
"""

_ENGLISH_CHAT = """
actually afternoon anymore appreciate ask asked asking asks basically bit bits boss brief briefly brother
btw bunch call called came clarify colleague colleagues come comes coming confused confuses confusing couple
curious define defined definition describe dumb dunno em erm evening explain explained explaining explains
explanation finally fine folks forget forgot friend gonna good gotta great guess guys happen happened
happening happens heard hello help hey hi hmm honest honestly hope hoping howdy husband idea info
information interested keen kid kids kind kinda kindly knew know knowing known knows learn little look
looked looking looks lost love mate matter mean meaning means meant meh mention mentioned mentions mind mom
moment morning mum neat nice obviously ones people person plain please plz point possible possibly pretty
probably question questions quick quickly quite read reading reads really reckon remind right said saw
saying says see seen sense seriously silly simple simply slides son sorry sort sounds stand stands
struggling stuck stuff stupid suppose supposed surely talk talked talking talks teacher teaches tell telling
tells terms thank thing think thinking thought tldr told totally tried trying turns ugh umm understand
understanding understood wanna wife wonder wondered wondering word words wrong ya
"""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anders auch
auf aus bei beim bin bis bist bitte da dabei dadurch dafur damit dann daran darauf daraus darf darin darum
das dass dasselbe davon dazu dein deine deinem deinen deiner dem den denn der deren des deshalb dessen die
dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige einigen
einiger einiges er es etwa etwas euch euer eure fur gab ganz gegen geht gibt habe haben hat hatte hatten
heisst her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede
jedem jeden jeder jedes jene jetzt kann kannst kein keine keinem keinen keiner konnen konnte konnten machen
macht man manche mehr mein meine meinem meinen meiner mich mir mit muss mussen nach nicht nichts noch nun nur
ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so solche soll sollte
sondern sonst uber um und uns unser unsere unter viel vom von vor wann war waren warst warum was wegen weil
welche welchem welchen welcher welches wenn wer werden wessen weshalb wie wieder wieso wieviel will wir wird
wirst wo wohin wollen wollte woher womit wozu wurde wurden zu zum zur zwischen
"""

_SPANISH = """
a al algo alguien algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aqui
asi aun aunque cada como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos de debe deben
del dentro desde donde dos durante e el ella ellas ellos en entre era eran eres es esa esas ese eso esos esta
estaba estaban estado estan estar estas este esto estos estoy fue fueron ha habia han has hasta hay he hace
hacer hacia la las le les lo los mas me mediante mi mis mismo mucha muchas mucho muchos muy nada ni no nos
nosotros o os otra otras otro otros para pero poco por porque pues puede pueden que quien quienes se sea
segun ser si sido sin sobre solo son su sus tal tambien tan tanto te tenia tiene tienen todo toda todas todos
tras tu tus u un una unas uno unos usted ustedes y ya yo
"""

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset((_ENGLISH_GRAMMAR + _ENGLISH_CHAT).split()),
    "de": frozenset(_GERMAN.split()),
    "es": frozenset(_SPANISH.split()),
}
"""By language code; a language that is not here has no stop words."""
