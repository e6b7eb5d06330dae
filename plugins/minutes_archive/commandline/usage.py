"""argparse's own sentences in Swedish, and what lets a shell complete a command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

_SWEDISH = {
    "usage: ": "användning (usage): ",
    "positional arguments": "argument",
    "options": "väljare",
    "optional arguments": "väljare",
    "subcommands": "verb",
    "show this help message and exit": "visa den här hjälpen och avsluta",
    "show program's version number and exit": "visa versionen och avsluta",
    "%(prog)s: error: %(message)s\n": "%(prog)s: fel: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "det här saknas: %s",
    "unrecognized arguments: %s": "okänt: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r går inte att välja (välj bland %(choices)s)"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r går inte att välja, menade du %(closest)r? (välj bland %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r har fel form",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s kan vara flera: %(matches)s"
    ),
    "not allowed with argument %s": "går inte ihop med %s",
    "ignored explicit argument %r": "%r hör inte dit",
    "expected one argument": "behöver ett värde",
    "expected at most one argument": "tar högst ett värde",
    "expected at least one argument": "behöver minst ett värde",
    "expected %s argument": "behöver %s värde",
    "expected %s arguments": "behöver %s värden",
    "default: %(default)s": "förval: %(default)s",
}


def speak(language: str) -> None:
    """Let argparse say its sentences in a language; those without a translation stay English."""
    table = _SWEDISH if language == "sv" else {}
    module = vars(argparse)
    # What it looks its sentences up with; it has no other door.
    module["_"] = lambda text: table.get(text, text)
    module["ngettext"] = lambda one, many, n: table.get(text := one if n == 1 else many, text)


def completion(parser: argparse.ArgumentParser, shell: str, program: str) -> str:
    """Return a script that completes verbs, options and their values in bash, zsh or fish."""
    verbs = subparsers(parser)
    command = program.removesuffix(".py").replace(" ", "_")
    if shell == "fish":
        lines = [f"complete -c {program} -n __fish_use_subcommand -f -a {name}" for name in verbs]
        for name, verb in verbs.items():
            seen = f"-n '__fish_seen_subcommand_from {name}'"
            for options, values in _options(verb):
                given = f" -x -a '{' '.join(values)}'" if values else ""
                lines += [
                    f"complete -c {program} {seen} -l {option[2:]}{given}"
                    for option in options
                    if option.startswith("--")
                ]
            for values in _choices(verb):
                lines.append(f"complete -c {program} {seen} -f -a '{' '.join(values)}'")
        return "".join(f"{line}\n" for line in lines)
    function = f"_{command.replace('-', '_')}"
    names, general = " ".join(verbs), " ".join(_words(parser))
    cases = "".join(
        f"    {name}) words='{' '.join(_words(verb))}' ;;\n" for name, verb in verbs.items()
    )
    values_after = {
        option: " ".join(values)
        for each in (parser, *verbs.values())
        for options, values in _options(each)
        for option in options
        if values
    }
    answers = "".join(
        f"    {option}) words='{values}' ;;\n" for option, values in sorted(values_after.items())
    )
    script = (
        f"{function}() {{\n  local words verb= word\n"
        # Options of the program may stand before the verb.
        '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do\n'
        f'    case " {names} " in *" $word "*) verb=$word; break ;; esac\n  done\n'
        '  case "$verb" in\n'
        f"{cases}    *) words='{names} {general}' ;;\n  esac\n"
        '  case "${COMP_WORDS[COMP_CWORD-1]}" in\n'
        f"{answers}  esac\n"
        '  COMPREPLY=($(compgen -o default -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))\n}\n'
        f"complete -o default -F {function} {program}\n"
    )
    load = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
    return load + script if shell == "zsh" else script


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the verbs by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what may be written after a verb: its options, and the values to choose among."""
    for options, _ in _options(parser):
        yield from options
    for values in _choices(parser):
        yield from values


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[Sequence[str], list[str]]]:
    """Yield the options of a parser, each with the values that it may have, if they are told."""
    for action in parser._actions:
        if action.option_strings:
            yield action.option_strings, [str(choice) for choice in action.choices or ()]


def _choices(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    """Yield the values of each argument that is one of a few; verbs are none."""
    for action in parser._actions:
        is_verb = isinstance(action, argparse._SubParsersAction)
        if not action.option_strings and action.choices and not is_verb:
            yield [str(choice) for choice in action.choices]
