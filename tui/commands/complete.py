"""`llm-tui complete`: asked by the shells' completion, one candidate a line.

`complete -- WORD …` prints whole words for the last WORD. `complete --bash LINE WORDBREAKS` prints
what bash inserts instead of the last part of an unfinished line.
"""

from llm_tui.tui.commands.candidates import FILES, Candidate, candidates
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on, say
from llm_tui.tui.text.safe_text import printable


def run(options: Options) -> int:
    """Print the candidates, each with its description after a tab."""
    words = options.words
    if words[:1] == ["--bash"]:
        from llm_tui.tui.commands.bash_quoting import replacements

        line, breaks = words[1], words[2] if len(words) > 2 else ""
        for text in replacements(line, breaks):
            say(text)
        return 0
    for candidate in candidates(words[1:]):
        pass_on(_line(candidate))
    return 0


def _line(candidate: Candidate) -> str:
    if candidate.text == FILES or not candidate.help:
        return f"{candidate.text}\n"
    return f"{candidate.text}\t{printable(candidate.help)}\n"
