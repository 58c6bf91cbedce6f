"""What must be found in a log, in the form of the corpus: see corpus/README.md."""


def parse(text):
    """Returns the expected findings as (problem, role, cause), with "" for any cause."""
    expected = set()
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if words and words != ["none"]:
            cause = words[2].removeprefix("cause=") if len(words) > 2 else ""
            expected.add((words[0], words[1], cause))
    return expected


def _fits(expected, finding):
    problem, role, cause = expected
    return (problem in (str(finding["number"]), finding["problem"]) and role == finding["role"]
            and (not cause or cause in [found["id"] for found in finding["causes"]]))


def aftermath(tolerated, findings):
    """Returns those of the tolerated findings that were made."""
    return {entry for entry in tolerated if any(_fits(entry, finding) for finding in findings)}


def differences(expected, tolerated, findings):
    """Returns a line for each finding too many and each too few."""
    found = [f"found {finding['number']} {finding['problem']} ({finding['role']}), "
             "which was not expected"
             for finding in findings
             if not any(_fits(entry, finding) for entry in expected | tolerated)]
    missed = [f"did not find {' '.join(filter(None, entry))}"
              for entry in sorted(expected) if not any(_fits(entry, finding)
                                                       for finding in findings)]
    return found + missed
