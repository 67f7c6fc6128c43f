"""What a person does on the command line, and the next run carrying it out."""

from tests.end_to_end.desk import CPS, DESK, NOTHING_DONE, Desk, case_of, check_config, header, samples


def test_the_configuration_is_good(desk: Desk) -> None:
    """``check --connect`` signs in to both servers, finds nothing wrong and changes nothing."""
    check_config(desk)
    ran = desk.run("check", "--connect")
    assert (0, "") == (ran.code, ran.err), ran
    assert f"127.0.0.1:{desk.account.imaps_port}" in ran.out
    assert f"127.0.0.1:{desk.server.port}" in ran.out
    assert {"INBOX"} == desk.account.folders()
    assert [] == desk.server.received
    assert not (desk.folder / "mailroute.db").exists()


def test_a_decision_is_carried_out_by_the_next_run(desk: Desk) -> None:
    """``review decide`` sends nothing by itself; the next run does, once; nobody decides a second time."""
    raw = samples()["56-what-even"]
    desk.account.append(raw)
    desk.once()
    assert [] == desk.server.received
    (item,) = desk.json("review", "list")
    decided = desk.run("review", "decide", str(item["id"]), "cps", "--by", "kim", "--note", "phoned them")
    assert (0, "") == (decided.code, decided.err)
    assert CPS in decided.out
    assert [] == desk.server.received
    again = desk.run("review", "decide", str(item["id"]), "es", "--by", "lee")
    (line,) = again.complaints
    assert 1 == again.code
    assert "decided by kim" in line
    assert "0 received, 0 decided, 1 sent, 0 filed" == desk.once().lines[-1]
    (forward,) = desk.server.received
    assert ((CPS,), item["case"]) == (forward.recipients, case_of(forward))
    assert b"\r\n\r\n" + raw + b"\r\n--" in forward.data
    assert [] == desk.waiting()
    (shown,) = desk.json("case", "show", item["case"])
    assert ("forwarded", "cps", "kim") == (shown["state"], shown["disposition"], shown["decisions"][-1]["by"])
    assert NOTHING_DONE == desk.once().lines[-1]


def test_a_fact_from_a_person_lets_the_procedure_go_on(desk: Desk) -> None:
    """With the department named, the procedure decides by itself what becomes of the mail."""
    desk.account.append(samples()["36-signature-against-domain"])
    desk.once()
    (item,) = desk.waiting()
    assert "department" == item.question["about"]
    decided = desk.run("review", "decide", str(item.id), "procedure", "--department", "bursar", "--by", "kim")
    assert (0, "") == (decided.code, decided.err)
    desk.once()
    assert [(CPS,)] == [letter.recipients for letter in desk.server.received]


def test_a_person_may_answer_by_gathering(desk: Desk) -> None:
    """A decision to ask the customer is an automatic answer like any other: null sender, marked, to the author."""
    desk.account.append(samples()["56-what-even"])
    desk.once()
    (item,) = desk.waiting()
    decided = desk.run("review", "decide", str(item.id), "ask_department", "--by", "kim")
    assert (0, "") == (decided.code, decided.err)
    desk.once()
    (answer,) = desk.server.received
    mail = header(answer.data)
    assert ("", "auto-replied", DESK) == (answer.sender, mail["Auto-Submitted"], str(mail["From"]).split("<")[1][:-1])
    assert [item.author] == list(answer.recipients)
