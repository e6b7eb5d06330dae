"""argparse's own sentences in Swedish, and what lets a shell complete a command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

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
    """Return a script that completes verbs and options in bash, zsh or fish."""
    verbs = {name: list(_options(verb)) for name, verb in subparsers(parser).items()}
    command = program.removesuffix(".py").replace(" ", "_")
    if shell == "fish":
        lines = [
            f"complete -c {program} -n __fish_use_subcommand -f -a {name}" for name in verbs
        ] + [
            f"complete -c {program} -n '__fish_seen_subcommand_from {name}' -l {option[2:]}"
            for name, options in verbs.items()
            for option in options
            if option.startswith("--")
        ]
        return "".join(f"{line}\n" for line in lines)
    function = f"_{command.replace('-', '_')}"
    cases = "".join(
        f"    {name}) words='{' '.join(options)}' ;;\n" for name, options in verbs.items()
    )
    script = (
        f"{function}() {{\n  local words\n"
        '  case "${COMP_WORDS[1]}" in\n'
        f"{cases}    *) words='{' '.join(verbs)}' ;;\n  esac\n"
        '  [ "$COMP_CWORD" = 1 ] && words=\'' + " ".join(verbs) + "'\n"
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


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
