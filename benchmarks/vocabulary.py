"""Words of invented minutes: places and people that do not exist, and phrases of the field."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SMALL_WORDS = _words(
    "att och i för av på den det till med som en om är ska de har kan inte från vid under ett "
    "enligt genom samt inom efter mellan"
)
MUNICIPALITIES = (
    "Almvik",
    "Bergsund",
    "Ekholma",
    "Granby",
    "Lövhamn",
    "Strandö",
    "Åsmark",
    "Älgsnäs",
)
BODIES = ("Styrgruppen", "Direktionen", "Samverkansrådet", "Planeringsnämnden")
FIRST_NAMES = _words(
    "Anna Björn Cecilia David Eva Fredrik Gunilla Hassan Ingrid Johan Karin Lars Maria Nils "
    "Olga Per Rut Stefan Tove Ulf Vera Yngve Åsa Örjan"
)
LAST_NAMES = _words(
    "Alm Berg Ceder Dahl Ek Fors Gran Holm Isaksson Jansson Kvist Lund Mård Norén Olsson "
    "Palm Qvist Rosén Sand Tall Udd Viklund Wall Åkerö Öman"
)
TOPICS = (
    "Kollektivtrafik",
    "Avfall",
    "Bostadsförsörjning",
    "Klimat & energi",
    "Skola",
    "Äldreomsorg",
    "Ekonomi",
    "Krisberedskap",
    "Näringsliv",
    "Digitalisering",
    "Vatten och avlopp",
    "Kultur",
)
# A compound is made of one of each: 32 x 24 words that a reader may look for.
FIRST_PARTS = _words(
    "trafik bostads infrastruktur vatten avfalls skol äldre energi klimat regions havs "
    "skärgårds kust väg järnvägs cykel hamn besöks närings markanvändnings utbildnings "
    "integrations arbetsmarknads folkhälso biblioteks idrotts brand räddnings budget "
    "upphandlings personal digitaliserings"
)
LAST_PARTS = _words(
    "planering utredning strategi program samverkan försörjning avtalet frågan gruppen "
    "remissen underlaget projektet policyn mötet prognosen satsningen överenskommelsen "
    "analysen konferensen samordningen kartläggningen inventeringen uppföljningen rapporten"
)
SAYING = (
    "redovisar",
    "presenterar",
    "lyfter",
    "diskuterar",
    "sammanfattar",
    "kommenterar",
    "informerar om",
    "återkommer till",
)
DECIDING = (
    "Att godkänna",
    "Att lägga till handlingarna",
    "Att uppdra åt kansliet att bereda",
    "Att ställa sig bakom",
    "Att föreslå kommunerna att anta",
    "Att avvakta",
    "Att tillsätta en arbetsgrupp för",
    "Att avsätta medel för",
)
PROMISING = ("Ta fram", "Återrapportera", "Bjuda in till", "Sammanställa", "Se över", "Besvara")
REASONS = (
    "med hänsyn till den gemensamma ekonomin",
    "inför nästa mandatperiod",
    "enligt kansliets förslag",
    "efter samråd med regionen",
    "med början vid årsskiftet",
    "i linje med tidigare beslut",
    "under förutsättning att finansieringen är klar",
    "utan ytterligare dröjsmål",
)
MONTHS = _words("januari februari mars april maj juni augusti september oktober november december")
PLACES = ("Kansliet, stora salen", "Digitalt", "Kommunhuset i Granby", "Lövhamns stadshus")
