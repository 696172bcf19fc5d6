"""Answers that Streamlit draws otherwise than they were typed, and answers that only look like them.

The browser test draws each of them; `authoring.checks.traps` has to say the same without a browser.
"""

from typing import Final


def sign(typed: str, drawn: str) -> str:
    return f"'{typed}' is drawn as '{drawn}'"


CHANGED: Final = {
    "The packet goes a -> b.": [(1, sign("->", "→"))],
    "a <- b": [(1, sign("<-", "←"))],
    "a <-> b": [(1, sign("<->", "↔"))],
    "One line.\nThen a -- b.": [(2, sign("--", "—"))],
    "x >= 3": [(1, sign(">=", "≥"))],
    "x <= 3": [(1, sign("<=", "≤"))],
    "x ~= 3": [(1, sign("~=", "≈"))],
    "escaped \\-> too": [(1, sign("->", "→"))],
    "`a` -> `b`": [(1, sign("->", "→"))],
    "**a -> b**": [(1, sign("->", "→"))],
    "- -> first": [(1, sign("->", "→"))],
    "| a |\n|---|\n| x -> y |": [(3, sign("->", "→"))],
    "with `code\nspan` and\n-> here": [(3, sign("->", "→"))],
    "see :foo[text] here": [(1, "of ':foo[…]' only a part is shown")],
    "the note:warning[1] here": [(1, "of ':warning[…]' only a part is shown")],
    "at 10:30[1]": [(1, "of ':30[…]' only a part is shown")],
    "x:y{z}": [(1, "of ':y{…}' only a part is shown")],
    "a:b[link](https://example.org)": [(1, "of ':b[…]' only a part is shown")],
    "**x:y[1]**": [(1, "of ':y[…]' only a part is shown")],
    "x[1:n[0]]": [(1, "of ':n[…]' only a part is shown")],
    "see:small[1]": [(1, "of ':small[…]' only a part is shown")],
    "The loopback address is\n::1\nin IPv6.": [(2, "'::1' at the beginning of a line is not shown")],
    ":::note\nbar\n:::": [(1, "':::note' at the beginning of a line is not shown")],
    "a :smile: b": [(1, "':smile:' is drawn as a small picture")],
    "answer :x: for no": [(1, "':x:' is drawn as a small picture")],
    "the address 00:ab:cd:ef:12:34": [(1, "':ab:' is drawn as a small picture")],
    "H~2~O": [(1, "'~2~' is struck out")],
    "5~10 and 20~30": [(1, "'~10 and 20~' is struck out")],
    "**~x~**": [(1, "'~x~' is struck out")],
    "a[^1] b\n\n[^1]: note two": [(3, "the footnote [^1] gets mixed up with those of other answers")],
    "It costs 5$. Not 6$.": [(1, "'$. Not 6$' is drawn as a formula")],
    "$20 and 30$ here": [(1, "'$20 and 30$' is drawn as a formula")],
    "from $5 to $50\n\nby $x^2$": [(1, "'$5 to $' is drawn as a formula")],
    "$HOME/bin:$PATH": [(1, "'$HOME/bin:$' is drawn as a formula")],
}
"""Answers to what is told of them: line and words. Streamlit draws each otherwise than Markdown would."""

KEPT: Final = (
    "`a -> b` and `:smile:` and `x:y[1]` and `H~2~O`",
    "```\na -> b :smile: $5 and 6$\n::1\n[^1]: x\n```",
    "a->b, pages 3--5, x>=3, x<=3, x~=3, a => b, a --> b, a --- b",
    "use --no-switch now",
    '"->" and (->)',
    "[a -> b](https://example.org)",
    "https://example.org/a--b",
    "10:30:45 and 16:9 and C:\\x:y and key:[v]",
    "note: warning [1]",
    "std::vector[0] and 2001:db8::25 here",
    "the address 00:1b:44:11:3a:b7",
    "urn:ietf:params:oauth and urn:isbn:045",
    "a :unknownthing: b",
    "x:ok:y",
    "ratio 1:100:2",
    "\\:foo[text] and note\\:warning[1]",
    "path:id{id:[0-9]+}",
    "::25 is the end",
    "::: foo",
    "from $5 to $50 now",
    "$5 and $50",
    "costs $5, or $6.",
    "5$ and 50$ here",
    "US$5 or US$6, ($5) ($6), **$5** or **$6**",
    "$HOME and $PATH",
    "\\$20 and 30$ here",
    "only $5",
    "a fee of $5",
    "~5 to ~6 minutes",
    "~/a and ~/b, ~user/x and ~other/y",
    "~ 5 or ~ 6",
    "(~5) and (~6)",
    "\\~one\\~",
    "https://example.org/~me and https://example.org/~you",
    "a[^1] b",
    "if a<5 and b>3",
    "press <größe> or <your_name> now",
    "2 * 3 * 4",
)
"""Answers that are drawn as they were typed."""

MISTAKEN: Final = {
    "run `ls and go": [(1, "a backtick without its partner")],
    "| a | b |\n|---|---|\n| `x|y` | 2 |": [
        (3, "a row with more cells than the table has columns: '2' is not shown"),
        (3, "a backtick without its partner"),
    ],
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": [
        (3, "a row with more cells than the table has columns: '3' is not shown")
    ],
    "| a | b |\n|---|\n| 1 | 2 |": [
        (2, "a table whose first line and line of dashes differ in cells is shown as text")
    ],
    "** bold** x": [(1, "'**' makes nothing bold here")],
    "**bold ** x": [(1, "'**' makes nothing bold here")],
    "**Note:**text": [(1, "'**' makes nothing bold here")],
    "2*3*4": [(1, "'*' within words makes italics")],
    "a*b and c*d": [(1, "'*' within words makes italics")],
    "the __init__.py file": [(1, "'__init__' loses its underscores")],
    "### On Saturdays {#sat}": [(1, "the id '{#sat}' of a small heading is shown")],
    "#### Small": [(1, "a heading '####' below none of '###'")],
    "more than\n>= 5": [(2, "'>' at the beginning of a line makes a quotation")],
}
"""What is no Markdown, or other Markdown than its author meant: any page would draw it so."""

MEANT: Final = (
    "**bold** and *italics* and ***both***, __bold__ and _italics_",
    "un*frig*believable",
    "the options of **kwargs and **more",
    "2**8 and 3 ** 4",
    "a \\` b",
    "``a ` b``",
    "| a | b |\n|---|---|\n| `x\\|y` | 2 |",
    "| a | b |\n|---|---|\n| 1 | 2 | |",
    "| a | b |\n|---|---|\n| 1 |",
    "### A\n\n#### B\n\n### C",
    "> quoted",
    "- [ ] a\n- [x] b",
    ":red[text] and :blue-background[text] and :green-badge[text] and :small[x]",
    "the area is $x^2$, the sum $a + b$ and $$\\sum x$$",
    "~~gone~~",
    "[a](#cidr) and <https://example.org>",
)
"""What is drawn as its author meant it."""
