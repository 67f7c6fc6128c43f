"""The kinds of words by which a crowd is told from one person: people, groups, places, things, counts, trouble.

Comes in: a word in lower case. Goes out: its kind. Never: judges.
"""

import re
from functools import lru_cache

_WORDS = {
    "people": """
        people persons person ppl peeps folks guys users user students student colleagues colleague coworkers
        co-workers staff staffers faculty tas advisors advisers advisees instructors instructor members member
        employees classmates roommates housemates postdocs nurses doctors physicians technicians techs clinicians
        schedulers others counselors researchers professors teachers lecturers tutors callers patients patrons
        residents accountants coordinators managers supervisors directors assistants workers hourlies visitors
        guests kids participants attendees applicants parents families analysts editors owners admins administrators
        librarians scientists undergrads grads freshmen volunteers customers clients chairs deans secretaries
        receptionists officers specialists developers engineers drivers cooks custodians scholars fellows interns
        trainees learners viewers subscribers neighbors neighbours officemates labmates teammates friends heads
        individuals humans souls respondents chairpersons organizers presenters panelists freelancers contractors
        vendors players coaches athletes musicians artists farmers agents recruiters buyers pharmacists vets
        veterinarians therapists dentists proctors graders readers stakeholders constituents counterparts peers
    """,
    "group": """
        office offices department departments dept depts lab labs team teams unit units group groups crew crews
        class classes section sections school schools college colleges division divisions program programs committee
        committees center centers centre desk clinic clinics studio studios shop shops station stations county
        counties branch branches cohort cohorts suite suites faculties institute institutes practice pilot lecture
        lectures audience panel
    """,
    "place": """
        floor floors building buildings hall halls wing wings dorm dorms campus union library libraries corridor
        hallway basement auditorium classroom classrooms room rooms house houses tower towers warehouse plant barn
        greenhouse cafeteria kitchen ward wards complex block terrace lobby arena stadium museum theater theatre
        site sites annex reading-room lounge gym farm farms arboretum hospital neighborhood
    """,
    "thing": """
        computers machines workstations phones handsets printers copiers servers jacks ports outlets lines
        extensions tablets registers terminals pages screens laptops desktops kiosks projectors doors cameras
        displays boxes devices sets pcs macs ipads chromebooks vms websites links browsers sessions clickers
    """,
    "line": """
        wifi wi-fi wireless internet ethernet network wired eduroam uwnet connection connectivity power phone
        telephones telephone signal dial tone voip server
    """,
    "many": """
        three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen dozens thousand
        thousands several many multiple numerous various most lots loads plenty tons couple handful bunch half
    """,
    "other": """
        other another else too also likewise same either neither next door neighbor neighbour upstairs downstairs
        elsewhere
    """,
    "report": """
        report reports reported reporting say says said saying tell tells told telling call calls called calling
        complain complains complained complaining write writes wrote writing text texted texting ask asks asked
        asking come comes came coming keep keeps line lined see sees seeing saw get gets getting got have has having
        mention mentioned mentions confirm confirmed confirms notice noticed experience experiencing wait waits
        waiting stand standing sit sitting stuck hear hears turn turning run running flood flooding message messaged
        email emailed ring ringing rang
    """,
    "trouble": """
        error errors down dead died dying dies fail fails failed failing failure failures broken broke breaking
        offline unavailable unreachable unresponsive outage outages slow sluggish crawl crawling crawls blank empty
        gray grey spinning spins spinner spin spun loop loops looping circles circle frozen freeze freezes freezing
        froze hang hangs hung hanging crash crashes crashed crashing timeout timeouts timing timed drop drops
        dropped dropping disconnect disconnected disconnects disconnecting kicked thrown booted bounced bounces
        bounce refused refuses refusing refuse denied lost losing gone vanished disappeared nothing zero silent
        quiet dark black trouble troubles problem problems issue issues wrong incident interruption disruption
        degraded intermittent spotty flaky unusable inaccessible impossible locked cut never can't cannot cant
        couldn't unable won't wont doesn't doesnt don't isn't aren't haven't hasn't without stopped stops quit quits
        unplugged toast kaput fried garbled stalled stalls lagging lag laggy glitch glitching glitchy bust busted
        borked sideways haywire collapsed tanked stale expired invalid 500 502 503 504 404 403 401
    """,
    "onset": """
        since suddenly now currently just today ongoing began started minutes ago
    """,
    "i": """
        i me my mine myself i'm i've i'd i'll
    """,
    "we": """
        we us our ours we're we've we'd we'll ourselves
    """,
    "unit": """
        minute hour hours day days week weeks month months year years times time am pm o'clock gb mb dollars percent
        credits attempts tries seconds second points weeks' rows records files emails messages copies
    """,
    "all": """
        every all each entire whole full none everyone everybody nobody no-one noone any anyone anybody no
    """,
}
"""``other``: besides the author; ``line``: what a place is cut off from; ``unit``: what is counted when it is no crowd;
``report``: what people do who have the same trouble; ``i`` and ``we``: who speaks."""
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_THREE, _YEARS = 3, range(1900, 2100)
_NUMBER = re.compile(r"\d{1,7}")


@lru_cache(maxsize=4096)
def kind(word: str) -> str:
    """The kind of a word; "" for one that has none. Three and more is ``many``, a time of day or a date ``time``."""
    known = _KIND.get(word)
    if known is not None:
        return known
    if not word[:1].isdigit():
        return ""
    plain = word.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return "time"
    number = int(plain)
    if number in _YEARS:
        return "year"
    return "many" if number >= _THREE else "few"
