"""After the forward, over real servers: what the customer adds follows once, in the thread of the first."""

from tests.end_to_end.desk import CPS, ES, Desk, case_of, header, mail, message_id, text_of

MATTER = "My degree audit in SIS ends with error 417. My NetID is afxample. You can reach me at this address."


def test_additions_follow_the_forward(desk: Desk) -> None:
    """Each once, to where the first went, with its own bytes and no other's; what an agent chose holds for it."""
    first = mail("Degree audit", MATTER, name="first")
    desk.account.append(first)
    desk.once()
    again = mail("Re: Degree audit", "It happens in Firefox, too.", answers="<first@mail.example>")
    desk.account.append(again)
    desk.once()
    forward, addition = desk.server.received
    assert [(ES,)] * 2 == [letter.recipients for letter in desk.server.received]
    assert case_of(forward) == case_of(addition)
    assert message_id(forward) == header(addition.data)["In-Reply-To"]
    assert (True, False) == (b"\r\n\r\n" + again in addition.data, first in addition.data)
    assert text_of(addition).startswith(f"Case:           {case_of(forward)}, an addition")

    desk.account.append(mail("Projector", "It shows everything in green.", author="bo-fx@wisc.edu", name="projector"))
    desk.once()
    (item,) = desk.waiting()
    desk.run("review", "decide", str(item.id), "cps", "--by", "kim-fx")
    blue = "Since noon it is blue instead."
    desk.account.append(mail("Re: Projector", blue, author="bo-fx@wisc.edu", answers="<projector@mail.example>"))
    desk.once()
    assert [(CPS,)] * 2 == [letter.recipients for letter in desk.server.received[2:]]
    assert [] == desk.waiting()
