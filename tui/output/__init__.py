"""Input and output of the terminal: only the cells that changed are sent.

`pen`, `graphemes` and `cells` are the screen as values; `moves` and `frame` turn one screen into
the next in few bytes. `terminal_writer`, `line_discipline`, `modes` and `terminfo` are the device;
`keyboard`, `job_control` and `ending` are what comes from outside. `driver` and `cell_app` connect
all that to Textual, whose private parts are named in `private` alone; `plain` is the fallback.
"""
