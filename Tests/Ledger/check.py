"""Compares the ledger, and the README's tables with a column 'test', with the tests that there are: see
scripts/check-ledger."""
import difflib, glob, os, re, sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
LEDGER = "Tests/Ledger"
HEAD = ["id", "Python", "here", "test"]


# The tests


def names_of_tests():
    """Every test as `Suite › sentence`, and every program as its path."""
    names = set()
    for path in sorted(glob.glob("Tests/**/*.swift", recursive=True)):
        with open(path) as file:
            names.update(names_in(file.read(), os.path.basename(path)[:-len(".swift")]))
    return names | set(glob.glob("Diagnostics/*/*.swift"))


def names_in(source, file):
    types = [(m.start(), m.group(1)) for m in re.finditer(
        r"^(?:@\w+(?:\(.*\))?\s+)*(?:\w+\s+)*?(?:struct|class|actor|enum|extension)\s+(\w+)", source, re.MULTILINE)]
    for match in re.finditer(r"^[ \t]*@Test\b(?!\w)", source, re.MULTILINE):
        text, end = arguments(source, match.end())
        function = re.compile(r"\bfunc\s+(?:`([^`]+)`|(\w+))").search(source, end)
        if not function:
            continue
        display = re.match(r'\s*"((?:[^"\\]|\\.)*)"', text)
        sentence = display.group(1) if display else function.group(1) or function.group(2)
        # A test that is indented belongs to the last type that stands at the beginning of a line.
        suite = [name for start, name in types if start < match.start()][-1:] if match.group()[0].isspace() else []
        yield f"{(suite or [file])[0]} › {sentence}"


def arguments(source, start):
    """What stands in the parentheses of an attribute, and where they end."""
    start += len(source[start:]) - len(source[start:].lstrip(" "))
    if source[start:start + 1] != "(":
        return "", start
    depth, index, quoted = 0, start, False
    while index < len(source):
        character = source[index]
        if quoted:
            index += character == "\\"
            quoted = character != '"'
        elif character == '"':
            quoted = True
        else:
            depth += (character in "([{") - (character in ")]}")
            if depth == 0:
                return source[start + 1:index], index + 1
        index += 1
    return source[start + 1:], len(source)


# The tables


def rows(path, head=None):
    """The rows of the file's tables that have a column 'test', each as a dictionary, with its line.

    With a head, of all tables, which must have that."""
    header, is_fenced = None, False
    with open(path) as file:
        for number, line in enumerate(file, 1):
            is_fenced ^= line.startswith("```")
            if is_fenced or not line.startswith("|"):
                header = None
                continue
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
            if header is None:
                header = cells
            elif (head or "test" in header) and not all(set(cell) <= set("-:") for cell in cells):
                is_well_formed = len(cells) == len(header) and header == (head or header)
                yield number, cells, dict(zip(header, cells)) if is_well_formed else None


def close_names(name, names):
    suite, _, sentence = name.partition(" › ")
    elsewhere = [other for other in sorted(names) if sentence and other.endswith(f" › {sentence}")]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    of_suite = [other for other in names if other.startswith(f"{suite} › ")]
    near += difflib.get_close_matches(name, of_suite, n=1, cutoff=0.4)
    return list(dict.fromkeys(elsewhere + near))[:3]


class Check:
    def __init__(self, names, allows_pending):
        self.names, self.allows_pending = names, allows_pending
        self.problems, self.ids, self.named = [], {}, set()
        self.counts = {"same": 0, "changed": 0, "not here": 0, "pending": 0, "missing": 0}

    def refuse(self, place, problem):
        self.problems.append(f"{place}: {problem}")

    def postpone(self, place, kind, cell):
        self.counts[kind] += 1
        if not self.allows_pending:
            self.refuse(place, f"is still '{cell}'")

    def tests(self, place, cell):
        """Whether the cell names tests; what it names must exist."""
        for name in filter(None, (name.strip() for name in cell.split("<br>"))):
            self.named.add(name)
            if name in self.names:
                continue
            close = "".join(f"\n    did you mean: {other}" for other in close_names(name, self.names))
            self.refuse(place, f"there is no test '{name}'{close}")
        return bool(cell)

    def ledger(self, path):
        for line, cells, row in rows(path, HEAD):
            if row is None:
                self.refuse(f"{path}:{line}", f"is no row of a table with the head {' | '.join(HEAD)}")
                continue
            place = f"row {row.get('id')} ({path}:{line})"
            if not re.fullmatch(r"\d+(\.\d+)?-\d+", row.get("id", "")):
                self.refuse(place, "an id is the section and a number, such as 2.3-4")
            if row.get("id") in self.ids:
                self.refuse(place, f"the id is that of {self.ids[row['id']]}, too")
            self.ids.setdefault(row.get("id"), f"{path}:{line}")
            if not row.get("Python"):
                self.refuse(place, "says nothing of what Python does")
            self.row(place, row.get("here", ""), row["test"])

    def row(self, place, here, test):
        kind, _, reason = here.partition(":")
        if kind not in ("same", "changed", "not here", "missing"):
            return self.refuse(place, "'here' is 'same', 'changed: …', 'not here: …' or 'missing: …'")
        if kind != "same" and not reason.strip():
            return self.refuse(place, f"'{kind}' needs a reason")
        if kind == "missing":
            return self.postpone(place, kind, here)
        if test.startswith("pending:"):
            return self.postpone(place, "pending", test)
        self.counts[kind] += 1
        if not self.tests(place, test) and kind != "not here":
            self.refuse(place, "names no test; write one, or say that it is 'not here' and why")

    def readme(self):
        for line, cells, row in rows("README.md"):
            place = f"README.md:{line} ({cells[0]})"
            if row is None:
                self.refuse(place, f"the row has {len(cells)} cells, which its table's head has not")
            elif row["test"].startswith("pending:"):
                self.postpone(place, "pending", row["test"])
            elif not self.tests(place, row["test"]):
                self.refuse(place, "names no test")


def main():
    options = sys.argv[1:]
    if options not in ([], ["--allow-pending"]):
        print(f"check-ledger: there is no option '{options[0]}'; see the head of scripts/check-ledger", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    check = Check(names_of_tests(), bool(options))
    for path in sorted(glob.glob(f"{LEDGER}/*.md")):
        check.ledger(path)
    check.readme()
    if not check.ids:
        check.refuse(LEDGER, "there are no rows")
    for problem in check.problems:
        print(f"check-ledger: {problem}", file=sys.stderr)
    counts = ", ".join(f"{count} {kind}" for kind, count in check.counts.items())
    print(f"check-ledger: {len(check.ids)} rows: {counts}; {len(check.named)} of {len(check.names)} tests named"
          + (f"; {len(check.problems)} problems" if check.problems else ""))
    return 1 if check.problems else 0


sys.exit(main())
