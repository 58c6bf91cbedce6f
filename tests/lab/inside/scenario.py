"""Reads scenarios: Python files that say what differs from defaults.py."""
import importlib.util
import pathlib

import defaults


def names_of_all(lab):
    return sorted(path.stem for path in pathlib.Path(lab, "scenarios").glob("*.py"))


def read_scenario(lab, name):
    """Returns the scenario's module, with defaults for what it does not set.

    LOGS is added: the file's name -> what must be found in it.
    """
    spec = importlib.util.spec_from_file_location(f"scenario_{name.replace('-', '_')}",
                                                  f"{lab}/scenarios/{name}.py")
    scenario = importlib.util.module_from_spec(spec)
    for setting, value in vars(defaults).items():
        if not setting.startswith("_"):
            setattr(scenario, setting, value)
    spec.loader.exec_module(scenario)
    scenario.LOGS = {"client.log": scenario.EXPECT}
    if scenario.EXPECT_SYSLOG != "":
        scenario.LOGS["syslog"] = scenario.EXPECT_SYSLOG or scenario.EXPECT
    return scenario
