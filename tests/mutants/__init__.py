"""Mutation testing: small changes to our code, each of which some test has to notice.

`make mutants` changes the functions of several packages of the model, one place at a time, and runs
the tests that reach the changed line. A change that no test notices is a survivor: a test is
missing, or the code does nothing there. `make mutants ROOMS=model/edit` looks at one package.

- `changes` are the kinds of changes, on the syntax tree.
- `runner` collects the tests once, records which lines each of them runs, and forks a process
  per change, in which the function's code is replaced.
- `equivalent.toml` lists the changes that can't be noticed, each with the reason.

Why not mutmut: it leaves out properties, drops no conditions and no statements, collects the tests
again for each change, and changes the letters of every message. Module-level code is not changed
here: it has run before the fork.
"""
