#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random templates with what Jinja2 makes of them in the environment of Hugging Face, one JSON object a line.

    oracle.py --seed N --count N      {"template", "input", "expected"} or {"template", "input", "failed": type}
"""
import argparse, datetime, json, random, sys

try:
    import jinja2
    from jinja2.ext import Extension, loopcontrols
    from jinja2.sandbox import ImmutableSandboxedEnvironment
except ImportError as problem:
    print(problem, file=sys.stderr)
    sys.exit(77)


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_run"), [], [], body).set_lineno(line)

    def _run(self, caller):
        return caller()


class Raised(Exception):
    pass


def environment():
    def raise_exception(message):
        raise Raised(message)

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = datetime.datetime(2026, 1, 5, 9, 7, 3).strftime
    return env


TEXTS = ["", "a", "Hello", "  pad ", "two words", "x\ny", "tab\there", "æøå", "ÅSE", "🙂 ok", "it's", 'say "hi"', "a,b,,c", "<b>&", "\\n", "\n\nlead",
         "trail\n", "ß", "Σας ΣΑΣ", "1", "42", "-7", " 3.5 ", "1e3", "0x1f", "one two  three", "UPPER lower", "a-b-c", "%d", "{}", "ﬁne", "naïve café",
         "x</think>y", "zero\u200bwidth", "nb\u00a0sp", "line\u2028sep", "\r\nwin", "tHE-mixed (case) {here}", "ǆ", "İstanbul", "١٢", "½"]
NAMES = ["a", "b", "s", "n", "xs", "d", "rows", "missing", "messages", "flag", "nothing", "f", "tools"]


class Maker:
    def __init__(self, r):
        self.r = r
        self.loops = 0
        self.vars = list(NAMES)

    def pick(self, *options):
        return self.r.choice(options)

    # Expressions
    def text(self):
        t = self.r.choice(TEXTS)
        quote = self.pick("'", '"')
        t = t.replace("\\", "\\\\").replace(quote, "\\" + quote)
        if self.r.random() < 0.5:
            t = t.replace("\n", "\\n").replace("\r", "\\r")
        return quote + t + quote

    def integer(self):
        return str(self.pick(0, 1, 2, 3, 5, 7, 10, -1, -2, -3, 100, 12345678901234567890, "1_000", 255))

    def number(self):
        return self.integer() if self.r.random() < 0.7 else str(self.pick("0.5", "1.0", "-2.5", "3.14159", "1e100", "1e-7", "2.675", "1e16", "123456789.125", "0.1"))

    def items(self, depth, n=None):
        return ", ".join(self.expr(depth - 1) for _ in range(self.r.randrange(4) if n is None else n))

    def list(self, depth):
        k = self.r.random()
        if k < 0.3:
            return "[" + self.items(depth) + "]"
        if k < 0.4:
            return "[" + ", ".join(self.number() for _ in range(self.r.randrange(5))) + "]"
        if k < 0.5:
            return "[" + ", ".join(self.text() for _ in range(self.r.randrange(5))) + "]"
        if k < 0.55:
            return "(" + self.items(depth, 2) + ")"
        if k < 0.62:
            return "range(" + ", ".join(str(self.r.randrange(-3, 8)) for _ in range(self.r.randrange(1, 3))) + ")"
        if k < 0.72:
            return self.pick("rows", "messages", "xs")
        if k < 0.82:
            return self.str(depth - 1) + self.pick(".split()", ".split(' ')", ".split(',')", ".splitlines()", ".split('a', 1)", ".rsplit(None, 1)", ".rsplit(' ', 1)", ".partition('-')")
        return self.list_filter(depth)

    def list_filter(self, depth):
        x = self.list(depth - 1) if depth > 0 else "xs"
        f = self.pick("list", "sort", "sort(reverse=true)", "sort(case_sensitive=true)", "unique|list", "reverse|list", "map('string')|list", "map('upper')|list", "map('length')|list",
                      "select|list", "reject|list", "select('string')|list", "select('number')|list", "reject('none')|list", "select('defined')|list", "batch(2)|list", "batch(2, 'x')|list",
                      "slice(2)|list", "slice(3, 0)|list", "map(attribute='role')|list", "map(attribute='n', default=0)|list", "selectattr('n')|list", "selectattr('n', 'gt', 1)|list",
                      "rejectattr('n', 'defined')|list", "selectattr('role', 'equalto', 'user')|list", "groupby('role')", "groupby('n', default=1)|list", "map(attribute='0')|list",
                      "sort(attribute='n')", "sort(attribute='role,n')", "unique(attribute='role')|list", "map('first')|list", "map('default', '?')|list", "select('in', [1, 'a', 'user'])|list",
                      "map('tojson')|list", "map('trim')|list", "map('int')|list", "map('replace', 'a', 'b')|list", "select('odd')|list", "map('join', '-')|list")
        return f"{x} | {f}"

    def dict(self, depth):
        k = self.r.random()
        if k < 0.4:
            return "d"
        if k < 0.5:
            return "dict(" + ", ".join(f"{self.pick('a', 'b', 'k')}{i}={self.expr(depth - 1)}" for i in range(self.r.randrange(3))) + ")"
        return "{" + ", ".join(f"{self.pick(self.text(), self.text(), self.integer(), 'none', 'true')}: {self.expr(depth - 1)}" for _ in range(self.r.randrange(3))) + "}"

    def str(self, depth):
        if depth <= 0 or self.r.random() < 0.35:
            return self.text() if self.r.random() < 0.7 else self.pick("s", "a", "messages[0].content", "messages[-1]['role']", "d.k")
        k = self.r.random()
        inner = self.str(depth - 1)
        if k < 0.45:
            f = self.pick("upper", "lower", "title", "capitalize", "trim", "trim('a')", "length|string", "reverse", "replace('a', 'AA')", "replace('', '-')", "replace('l', 'L', 1)", "indent",
                          "indent(2, true)", "indent(1, blank=true)", "indent('> ', first=true)", "truncate(5)", "truncate(6, true)", "truncate(5, false, '…', 0)", "center(12)", "string", "e", "safe", "wordcount|string", "urlencode",
                          "default('d')", "default('d', true)", "first", "last", "tojson", "list|join('.')", "forceescape", "format", "int|string", "float|string", "int(3)|string", "count|string")
            return f"({inner} | {f})"
        if k < 0.8:
            m = self.pick("strip()", "lstrip()", "rstrip()", "strip('a ')", "upper()", "lower()", "title()", "capitalize()", "swapcase()", "casefold()", "replace('a', 'b')", "replace('o', '', 1)", "replace('', '.')",
                          "center(9, '*')", "center(8)", "ljust(6)", "rjust(7, '.')", "zfill(5)", "expandtabs(4)", "removeprefix('a')", "removesuffix('d ')", "join(['x', 'y'])", "format(1, 'z', k=2)",
                          "split('a')[0]", "split(',')[-1]", "rstrip('\\n')", "lstrip('\\n')", "splitlines()|join('/')", "rpartition(' ')|string")
            return f"({inner}.{m})"
        if k < 0.86:
            return f"({inner} ~ {self.expr(depth - 1)})"
        if k < 0.92:
            return f"({inner} + {self.str(depth - 1)})"
        if k < 0.95:
            return f"({inner} * {self.pick(0, 1, 2, 3, -1)})"
        return f"{inner}{self.slice()}"

    def slice(self):
        part = lambda: self.pick("", "", "0", "1", "2", "-1", "-2", "5", "100")
        return f"[{part()}:{part()}]" if self.r.random() < 0.7 else f"[{part()}:{part()}:{self.pick('', '1', '2', '-1', '-2')}]"

    def num(self, depth):
        if depth <= 0 or self.r.random() < 0.3:
            return self.number() if self.r.random() < 0.8 else self.pick("n", "f")
        k = self.r.random()
        if k < 0.55:
            return f"({self.num(depth - 1)} {self.pick('+', '-', '*', '/', '//', '%', '+', '-')} {self.num(depth - 1)})"
        if k < 0.58:
            return f"({self.pick(0, 1, 2, 3, -1, '0.5', 10)} ** {self.pick(0, 1, 2, 3, -1, -2)})"
        if k < 0.65:
            return f"({self.num(depth - 1)} | {self.pick('abs', 'round', 'round(1)', 'round(2)', 'int', 'float', 'round(1, method=' + chr(39) + 'ceil' + chr(39) + ')', 'round(0, ' + chr(39) + 'floor' + chr(39) + ')', 'round(-1)')})"
        if k < 0.75:
            return f"({self.list(depth - 1)} | {self.pick('length', 'sum', 'min', 'max', 'count', 'first', 'last')})"
        if k < 0.85:
            return self.str(depth - 1) + self.pick(".find('a')", ".count('a')", ".rfind('l')", ".count('')", ".find('o', 2)", ".index('a')", ".find('')", " | length", " | int", " | float", " | wordcount")
        if k < 0.9:
            return "-" + self.num(depth - 1)
        return f"({self.num(depth - 1)} if {self.bool(depth - 1)} else {self.num(depth - 1)})"

    def bool(self, depth):
        if depth <= 0:
            return self.pick("true", "false", "flag", "True", "none")
        k = self.r.random()
        if k < 0.35:
            test = self.pick("defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "true", "false", "mapping", "sequence", "iterable", "lower", "upper", "callable",
                             "in ['a', 1]", "eq 1", "equalto('a')", "ne 2", "in d", "sameas none", "escaped", "not defined", "not none", "not string")
            return f"({self.expr(depth - 1)} is {test})"
        if k < 0.4:
            return f"({self.num(depth - 1)} is {self.pick('odd', 'even', 'divisibleby 3', 'gt 1', 'lt(2)', 'ge 0', 'le 5')})"
        if k < 0.55:
            return f"({self.expr(depth - 1)} {self.pick('==', '!=')} {self.expr(depth - 1)})"
        if k < 0.65:
            return f"({self.num(depth - 1)} {self.pick('<', '>', '<=', '>=')} {self.num(depth - 1)})"
        if k < 0.7:
            return f"({self.str(depth - 1)} {self.pick('<', '>', '<=', '>=', 'in', 'not in')} {self.str(depth - 1)})"
        if k < 0.78:
            return f"({self.expr(depth - 1)} {self.pick('in', 'not in')} {self.list(depth - 1)})"
        if k < 0.86:
            return f"({self.bool(depth - 1)} {self.pick('and', 'or')} {self.bool(depth - 1)})"
        if k < 0.92:
            return f"not {self.bool(depth - 1)}"
        return self.str(depth - 1) + self.pick(".startswith('a')", ".endswith('d ')", ".isdigit()", ".isalpha()", ".isspace()", ".isupper()", ".islower()", ".istitle()", ".isalnum()", ".isnumeric()",
                                               ".isdecimal()", ".isascii()", ".isprintable()", ".isidentifier()", ".startswith(('H', ' '))", ".startswith('e', 1)")

    def any(self, depth):
        k = self.r.random()
        if depth <= 0 or k < 0.2:
            return self.r.choice(self.vars)
        if k < 0.3:
            return "(" + self.expr(depth - 1) + ")" + self.pick(".role", ".n", "['role']", "[0]", "[-1]", ".k", "['k']", ".items", ".0", ".get('k')", "[n]", ".x.y")
        if k < 0.36:
            return self.pick("d.items()|list", "d.keys()|list", "d.values()|list", "d|dictsort", "d|items|list", "d.get('zz', 5)", "d.items()", "d.keys()", "d.values()", "d|dictsort(by='value')", "d|length", "d|list",
                             "d|tojson", "d|tojson(indent=2)", "d|tojson(sort_keys=true)", "d|tojson(separators=(',', ':'))", "rows|tojson(indent=1)", "messages|tojson(ensure_ascii=true)", "d|string", "tools", "namespace(a=1)",
                             "namespace(a=1).a", "range(3)", "rows[0]|attr('n')", "d|attr('k')", "strftime_now('%d %B %Y')", "strftime_now('%j %U %w %y %I %p')", "'%s|%r' % (a, s)", "'%5d|%-5s|%05.1f' % (n, s, f)", "'%x' % n",
                             "'%(k)s' % d", "'{:>8}|{:<4}|{:^7}'.format(s, n, a)", "'{:.2f} {:,} {:05d} {:+}'.format(f, 1234567, n, n)", "'{0[0]} {1.k}'.format(xs, d) if d.k is defined", "'{:x} {:#b} {:e} {:%}'.format(n|abs, 5, f, f)",
                             "[s, a]|join(', ')", "rows|map(attribute='n', default='-')|join(';')", "xs|first", "xs|last", "xs|max", "xs|min", "xs|sum", "'a' 'b'", "1 < 2 < 3", "loop is defined", "none|default('x')", "missing|default(1)",
                             "(missing|default({})).k", "messages|selectattr('role', 'in', ['user', 'tool'])|map(attribute='content')|join('|')", "'%s' % s|e", "(s|safe) + '<i>'", "(s|e) ~ '<i>'", "xs|join('<')", "[1, 2]|sum(start=3)",
                             "10|filesizeformat", "123456|filesizeformat(true)", "d|xmlattr", "d|urlencode", "5|string ~ 'x'", "[[1, 2], [3]]|sum(start=[])", "'abc'|batch(2)|list", "xs|map('abs')|list")
        if k < 0.42:
            return f"({self.expr(depth - 1)} if {self.bool(depth - 1)} else {self.expr(depth - 1)})"
        if k < 0.45:
            return f"({self.expr(depth - 1)} if {self.bool(depth - 1)})"
        if k < 0.55:
            return f"({self.expr(depth - 1)} {self.pick('or', 'and')} {self.expr(depth - 1)})"
        if k < 0.6:
            return f"({self.list(depth - 1)}){self.slice()}"
        if k < 0.64:
            return f"({self.expr(depth - 1)} {self.pick('+', '*', '-', '~', '%')} {self.expr(depth - 1)})"
        if k < 0.72:
            return f"({self.expr(depth - 1)} | {self.pick('tojson', 'string', 'length', 'list', 'first', 'default(' + chr(39) + 'q' + chr(39) + ')', 'int', 'float', 'join', 'upper', 'safe', 'e', 'reverse|list', 'trim', 'replace(1, 2)', 'capitalize', 'sort', 'items|list', 'last', 'title', 'lower', 'max', 'abs')})"
        return self.pick(self.str, self.num, self.bool, self.list, self.dict)(depth - 1)

    def expr(self, depth):
        return self.pick(self.any, self.any, self.str, self.num, self.bool, self.list, self.dict)(depth)

    # Statements
    def open(self):
        return "{%" + self.pick("", "", "", "-", "+") + " "

    def close(self):
        return " " + self.pick("", "", "", "-", "+") + "%}"

    def tag(self, inside):
        return self.open() + inside + self.close()

    def filler(self):
        return self.pick("", "", " ", "\n", "\n  ", "text", " text\n", "\n\n", "\t", "  indented\n    ", "end.", "{ not a tag }", "\n\t ")

    def output(self, depth):
        return "{{" + self.pick("", "", "-", "+" if self.r.random() < 0.1 else "") + " " + self.expr(depth) + " " + self.pick("", "", "-") + "}}"

    def block(self, depth):
        return "".join(self.filler() + self.statement(depth - 1) for _ in range(self.r.randrange(1, 4))) + self.filler()

    def statement(self, depth):
        if depth <= 0:
            return self.output(2)
        k = self.r.randrange(20)
        e = lambda: self.expr(2)
        t = self.tag
        if k < 6:
            return self.output(3)
        if k == 6:
            return t("if " + self.bool(2)) + self.block(depth) + t("endif")
        if k == 7:
            return t("if " + self.bool(2)) + self.block(depth) + t("elif " + e()) + self.block(depth) + t("else") + self.block(depth) + t("endif")
        if k in (8, 9):
            return self.loop(depth)
        if k == 10:
            return t(f"set {self.pick('a', 'b', 's', 'v')} = " + e())
        if k == 11:
            return t("set a, b = " + self.pick("1, 'x'", "xs[:2]", "(s, n)", "b, a"))
        if k == 12:
            return t("set v" + self.pick("", " | upper", " | trim | replace('e', '3')")) + self.block(depth) + t("endset") + self.filler() + "{{ v }}"
        if k == 13:
            return t("set ns = namespace(i=0, t='')") + t("for x in " + self.list(1)) + t("set ns.i = ns.i + 1") + t("set ns.t = ns.t ~ x") + t("endfor") + "{{ ns.i }}{{ ns.t }}"
        if k == 14:
            return t("filter " + self.pick("upper", "trim", "replace('a', 'b')|trim", "length", "indent(2)", "title")) + self.block(depth) + t("endfilter")
        if k == 15:
            return t(f"with a = {e()}, w = {e()}") + self.block(depth) + "{{ w }}" + t("endwith") + "{{ w is defined }}"
        if k == 16:
            return self.macro(depth)
        if k == 17:
            return self.pick("{# note #}", "{#- note -#}", "  {# own line #}\n", "{% raw %}{{ raw }}{% endraw %}", "{%- raw -%}  {% x %} {%- endraw -%}", "  {% raw %}\n a {% endraw %}\n", "{#+ kept +#}\n")
        if k == 18:
            return t("generation") + self.block(depth) + t("endgeneration")
        return t("print " + e()) if self.r.random() < 0.3 else self.output(4)

    def loop(self, depth):
        t = self.tag
        target, source = self.pick(("x", self.list(2)), ("x", self.str(1)), ("x", "d"), ("k, x", "d.items()"), ("x", "messages"), ("k, x", "d | dictsort"), ("x", self.expr(2)), ("x", "missing"), ("k, x", "rows|map('dictsort')|map('first')"))
        body = self.filler()
        if self.r.random() < 0.5:
            body += "{{ " + self.pick("loop.index", "loop.index0", "loop.first", "loop.last", "loop.length", "loop.revindex", "loop.revindex0", "loop.depth", "loop.cycle('o', 'e')", "loop.changed(x)", "loop.previtem", "loop.nextitem",
                                      "loop.previtem is defined", "loop.nextitem is defined", "loop.depth0", "loop") + " }}"
        if self.r.random() < 0.2:
            body += t("if loop.index " + self.pick("> 2", "is even", "== 1")) + t(self.pick("break", "continue")) + t("endif")
        saved = list(self.vars)
        self.vars += ["x", "x", "x", "loop.index", "loop.last"]
        body += self.block(depth)
        self.vars = saved
        condition = self.pick("", "", "", " if x", " if " + self.bool(1), " if x is string", " if loop is undefined" if False else "")
        other = t("else") + self.filler() + "empty" if self.r.random() < 0.3 else ""
        return t(f"for {target} in {source}{condition}") + body + other + t("endfor")

    def macro(self, depth):
        t = self.tag
        name = self.pick("m", "show")
        parameters = self.pick("", "p", "p, q=2", "p='x', q=p", "p, q=[]")
        saved, self.vars = self.vars, self.vars + ["p", "q"]
        body = self.block(depth)
        self.vars = saved
        if self.r.random() < 0.3:
            call = self.pick(f"call {name}({self.pick('', '1', 's')})", f"call(y) {name}({self.pick('1', 's')})")
            return t(f"macro {name}({parameters})") + body + "{{ caller(" + self.pick("", "1", "p") + ") }}" + t("endmacro") + t(call) + self.filler() + "{{ y }}" + t("endcall")
        call = f"{name}({self.pick('', '1', 's', '1, 2', 'q=3', 'p=s', '1, q=n', '1, 2, 3', 'z=1', '*xs', '**d')})"
        extra = self.pick("", "", "{{ varargs }}", "{{ kwargs }}")
        return t(f"macro {name}({parameters})") + body + extra + t("endmacro") + "{{ " + call + self.pick("", " | upper", " | length", " is string") + " }}"

    def template(self):
        return "".join(self.filler() + self.statement(3) for _ in range(self.r.randrange(1, 4))) + self.filler()

    def input(self):
        r = self.r
        text = lambda: r.choice(TEXTS)
        roles = ["system", "user", "assistant", "tool"]
        plain = lambda: r.choice([text(), r.randrange(-5, 50), r.randrange(100) / 8, True, False, None, [], [1, "a"], {}, {"k": text()}])
        return {"messages": [{"role": r.choice(roles), "content": text()} for _ in range(r.randrange(1, 5))], "a": plain(), "b": plain(), "s": text(), "n": r.randrange(-3, 12), "f": r.randrange(-400, 4000) / 16,
                "xs": [plain() for _ in range(r.randrange(4))] if r.random() < 0.5 else [r.randrange(20) for _ in range(r.randrange(5))], "d": {r.choice("kabzQ"): plain() for _ in range(r.randrange(4))},
                "rows": [{**{"n": r.randrange(4)}, **({"role": r.choice(roles)} if r.random() < 0.8 else {})} for _ in range(r.randrange(4))], "flag": r.random() < 0.5, "nothing": None}


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=1000)
    a = options.parse_args()
    env = environment()
    for i in range(a.count):
        maker = Maker(random.Random(a.seed * 1_000_003 + i))
        source, given = maker.template(), maker.input()
        row = {"template": source, "input": given}
        try:
            row["expected"] = env.from_string(source).render(tools=None, documents=None, add_generation_prompt=False, **given)
            row["expected"].encode()
            if len(row["expected"]) > 100_000 or " at 0x" in row["expected"]:
                continue
        except Exception as problem:
            row.pop("expected", None)
            row["failed"] = type(problem).__name__ + ": " + str(problem)[:200]
        print(json.dumps(row))


if __name__ == "__main__":
    main()
