"""Only what a reader sees of an HTML mail counts."""

import pytest

from mailroute.mail.html import CUT, visible_text


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display: none'>UNSEEN</div>",
        "<div style='visibility:hidden'><p>UNSEEN</p></div>",
        "<span style='font-size:0'>UNSEEN</span>",
        "<span style='font-size:0px;line-height:0'>UNSEEN</span>",
        "<p hidden>UNSEEN</p>",
        "<div style='color:#ffffff'>UNSEEN</div>",
        "<div style='color:#fff;background:white'>UNSEEN</div>",
        "<font color=white>UNSEEN</font>",
        "<div style='opacity:0'>UNSEEN</div>",
        "<div style='mso-hide:all'>UNSEEN</div>",
        "<div style='max-height:0;overflow:hidden'>UNSEEN</div>",
        "<div style='position:absolute;left:-9999px'>UNSEEN</div>",
        "<!-- UNSEEN -->",
        "<style>UNSEEN</style>",
        "<script>UNSEEN</script>",
        "<style>.pre{display:none}</style><div class='a pre'>UNSEEN</div>",
        "<template>UNSEEN</template>",
    ],
)
def test_hidden_text_never_counts(hidden: str) -> None:
    """Text that no reader sees is left out, the text beside it stays."""
    assert visible_text(f"<head><title>UNSEEN</title></head><p>one</p>{hidden}<p>two</p>") == "one\n\ntwo"


@pytest.mark.parametrize(
    "shown",
    [
        "<table bgcolor='#003366'><tr><td><font color=white>SEEN</font></td></tr></table>",
        "<div style='background-color:#c5050c'><span style='color:#ffffff'>SEEN</span></div>",
        "<p style='font-size:1em'>SEEN</p>",
        "<p style='font-size:10px'>SEEN</p>",
        "<style>@media print{.x{display:none}}</style><p class=x>SEEN</p>",
        "<p style='opacity:0.8'>SEEN</p>",
    ],
)
def test_light_text_on_a_dark_ground_is_seen(shown: str) -> None:
    """What only looks like hiding does not hide."""
    assert visible_text(shown) == "SEEN"


def test_blocks_end_lines() -> None:
    """Paragraphs are apart, breaks and table rows are lines, Outlook's paragraphs are single lines."""
    assert visible_text("<p>a</p><p>b<br>c</p>") == "a\n\nb\nc"
    assert visible_text("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>") == "a\nb"
    assert visible_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\nc"
    assert visible_text("a&nbsp;&amp;\n b<ul><li>c</li></ul>") == "a & b\n\n- c"
    assert visible_text("<pre>a\n  b</pre>") == "a\n  b"


@pytest.mark.parametrize(
    "cited",
    [
        "<blockquote class=gmail_quote>old<br>older</blockquote>",
        "<blockquote type=cite>old<br>older</blockquote>",
        "<div class=yahoo_quoted>old<br>older</div>",
    ],
)
def test_cited_blocks_are_marked(cited: str) -> None:
    """The lines of a cited block begin with the quote mark."""
    assert visible_text(f"new{cited}").split("\n") == ["new", "> old", "> older"]


@pytest.mark.parametrize("ident", ["divRplyFwdMsg", "appendonsend", "x_divRplyFwdMsg", "OLK_SRC_BODY_SECTION"])
def test_the_place_of_an_earlier_mail_is_marked(ident: str) -> None:
    """Outlook's containers become a line that says where an earlier mail begins."""
    assert visible_text(f"<div>new</div><div id={ident}></div><div>old</div>").split("\n") == ["new", CUT, "old"]


def test_an_indented_paragraph_is_no_citation() -> None:
    """Gmail's indent button makes a blockquote without a border: its words are the author's."""
    html = "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>mine</blockquote>"
    assert visible_text(html) == "mine"


def test_the_mark_cannot_be_forged() -> None:
    """A control character in the text or as an entity is no mark."""
    assert CUT not in visible_text(f"a{CUT}b&#2;c")


@pytest.mark.parametrize("html", ["", "<", "<div", "<!--", "<p>" * 50_000, "<div>" * 50_000 + "x", "<style>.a{"])
def test_broken_html_is_no_trouble(html: str) -> None:
    """Broken and endless HTML gives some text, quickly."""
    assert isinstance(visible_text(html), str)
