"""Swedish stems: Snowball as it is elsewhere, and the repair of what it leaves."""

from __future__ import annotations

import pytest

from minutes_archive.language.analysis import Analysis
from minutes_archive.language.analysis_compounds import curated_words

_ENDINGS = (
    *("", "s", "en", "ens", "et", "er", "erna", "ernas", "ar", "arnas", "or", "ade", "at"),
    *("ande", "het", "heterna", "hetens", "lig", "ligt", "igt", "a", "are", "ast", "fullt"),
    *("löst", "els", "dd", "gt", "kt", "nn", "tt", "arne", "aste", "erns"),
)

# What one word is in its forms must have one stem.
_PARADIGMS = """
beslut beslutet besluten beslutets beslutade beslutat beslutats besluta
konferens konferensen konferenser konferensernas
planeringskonferens planeringskonferensen planeringskonferenser
skola skolan skolor skolorna skolans
kommitté kommittén kommittéer kommittéerna kommitténs
område området områden områdena
miljö miljön miljöns
partiet parti partiets partier
medlem medlemmar medlemmen medlemmarna
program programmet programmen
plan planen planer planerna
bro bron broar broarna broarnas
södertäljebron södertäljebroarna södertäljebroarnas
ledamot ledamöter ledamöterna ledamotens
stad städer staden stadens
bostad bostäder bostäderna
budget budgeten budgetar
föreslå föreslår föreslog föreslagit föreslagen
bordlägga bordläggs bordlagd bordlagda bordlades
genomföra genomför genomförde genomfört genomförd genomförda genomförs
enhet enheten enheter enheternas
verksamhet verksamheter verksamheternas verksamhetens
fönster fönstret fönstren
faktor faktorn faktorer
kommunal kommunalt kommunala
offentlig offentligt offentliga
"""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis()


def test_snowball_is_the_algorithm_before_its_second_version(analysis: Analysis) -> None:
    snowballstemmer = pytest.importorskip("snowballstemmer")
    oracle = snowballstemmer.stemmer("swedish")
    if oracle.stemWord("planeringarna") != "planering":
        pytest.skip("snowballstemmer 3 has another algorithm")
    vocabulary = sorted({base + ending for base in curated_words() for ending in _ENDINGS})
    ours = [analysis.snowball(word) for word in vocabulary]
    assert len(vocabulary) > 40_000
    assert ours == oracle.stemWords(vocabulary)


@pytest.mark.parametrize("forms", [line.split() for line in _PARADIGMS.split("\n") if line])
def test_the_forms_of_a_word_share_a_stem(analysis: Analysis, forms: list[str]) -> None:
    assert {form: analysis.term(form) for form in forms} == dict.fromkeys(
        forms, analysis.term(forms[0])
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("bro", "brott"), ("plan", "plats"), ("väg", "vägra"), ("skola", "skog"), ("hamn", "hand")],
)
def test_different_words_keep_different_stems(analysis: Analysis, one: str, other: str) -> None:
    assert analysis.term(one) != analysis.term(other)


def test_a_stem_is_its_own_stem(analysis: Analysis) -> None:
    """But for a few that look like the past of a verb, which no ending may make of a word."""
    stems = {analysis.term(base + end) for base in curated_words() for end in _ENDINGS[:12]}
    moved = {stem for stem in stems if analysis.term(stem) != stem}
    assert moved <= {"framkom", "förvänt", "integ", "invand"}


PARADIGMS = """
besluta beslutar beslöt beslutade beslutat beslutades beslutas
delta deltar deltog deltagit
höja höjer höjde höjt höjs höjdes
öka ökar ökade ökat ökas
bifalla bifaller biföll bifallit bifalls
uppskjuta uppskjuter uppsköt uppskjutit uppskjuts uppskjuten
sänka sänker sänkte sänkt sänks sänktes
riva river rev rivit rivs revs
överlåta överlåter överlät överlåtit överlåts
översända översänder översände översänt
bedöma bedömer bedömde bedömt bedöms
möta möter mötte mött möts
sköta sköter skötte skött sköts
avbryta avbryter avbröt avbrutit avbryts
försvinna försvinner försvann försvunnit
nå når nådde nått
brand branden bränder bränderna
skogsbrand skogsbränder
tjänsteman tjänstemän tjänstemännen tjänstemannens
gås gåsen gäss gässen
åker åkern åkrar åkrarna
röd rött röda
enskild enskilt enskilda
särskild särskilt särskilda
kommitté kommittén kommittéer kommittéernas
""".strip().splitlines()


@pytest.mark.parametrize("paradigm", PARADIGMS)
def test_all_forms_of_a_word_have_one_term(analysis: Analysis, paradigm: str) -> None:
    assert len({analysis.term(form) for form in paradigm.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kommitee", "komma"),
        ("gås", "gå"),
        ("äldre", "gamla"),
        ("droger", "drog in"),
        ("villa", "ville"),
        ("vatten", "våt"),
        ("nytta", "nytt"),
    ],
)
def test_words_that_only_look_alike_have_terms_of_their_own(
    analysis: Analysis, one: str, other: str
) -> None:
    assert analysis.term(one) != analysis.term(other)


@pytest.mark.parametrize("word", ["2050", "e4", "covid19", "a", "s", "åäö", "東京"])
def test_what_is_no_swedish_word_is_left_alone(analysis: Analysis, word: str) -> None:
    assert analysis.term(word) == word
