"""Everything that goes to the terminal and comes from it: only the cells that changed travel.

`pen`, `graphemes` and `cells` are the screen as values; `moves` and `frame` turn one screen into
the next in few bytes; `line` and `terminal` are the device; `keyboard`, `job_control` and `ending`
are what comes from outside; `driver` and `app` connect them to Textual, whose private parts are
named in `private` alone.
"""
