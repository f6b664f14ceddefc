"""Small changes to a function, each of which should matter to somebody."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {
    "all": "any",
    "any": "all",
    "endswith": "startswith",
    "fullmatch": "match",
    "lstrip": "strip",
    "match": "search",
    "max": "min",
    "min": "max",
    "partition": "rpartition",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "reversed": "iter",
    "rpartition": "partition",
    "rstrip": "strip",
    "sorted": "list",
    "startswith": "endswith",
    "strip": "rstrip",
}
"""Functions and methods, and another one that takes the same arguments."""

_NOT_RUN = {"annotation", "args", "decorator_list", "format_spec", "returns", "type_params"}
"""Fields whose code runs when the function is defined, or says nothing that a test looks at."""


@dataclass(frozen=True)
class Change:
    """One place of a module's tree, and what is put there."""

    path: str
    function: str
    line: int
    text: str
    """The place before and after, and which of several alike it is: `a < b → a <= b (2)`."""
    parent: ast.AST
    field: str
    index: int | None
    before: ast.AST
    after: ast.AST

    @property
    def name(self) -> str:
        """How the list of equivalent changes calls it."""
        return f"{self.function}: {self.text}"

    def put(self, node: ast.AST) -> None:
        """Put a node in this place of the tree."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def changes(path: str, tree: ast.Module) -> Iterator[Change]:
    """All changes to the functions of a module."""
    for function, name in _functions(tree, ""):
        seen: Counter[str] = Counter()
        for parent, field, index, node in _places(function):
            for after in _alternatives(node, field):
                text = f"{_shown(node)} → {_shown(after)}"
                seen[text] += 1
                text += f" ({seen[text]})" if seen[text] > 1 else ""
                line = getattr(node, "lineno", getattr(parent, "lineno", function.lineno))
                fixed = ast.fix_missing_locations(ast.copy_location(after, node))
                yield Change(path, name, line, text, parent, field, index, node, fixed)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(scope: ast.AST, prefix: str) -> Iterator[tuple[Function, str]]:
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, Function):
            yield node, prefix + node.name
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _places(scope: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(scope):
        if field in _NOT_RUN and not isinstance(scope, ast.Call):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(node, ast.AST) and not isinstance(node, ast.Assert):
                yield scope, field, index, node
                yield from _places(node)


def _alternatives(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """What can be put in a node's place."""
    if isinstance(node, ast.expr) and field in ("test", "ifs"):
        yield ast.Constant(True)
        yield ast.Constant(False)
    match node:
        case ast.Call():
            yield from _calls(node)
        case ast.stmt():
            yield from _statements(node)
        case ast.ExceptHandler(ast.Tuple(kinds), name, body):
            for rest in _without_one(kinds):
                yield ast.ExceptHandler(ast.Tuple(rest, ast.Load()), name, body)
        case ast.Slice(lower, upper, step):
            if lower is not None:
                yield ast.Slice(None, upper, step)
            if upper is not None:
                yield ast.Slice(lower, None, step)
        case _:
            yield from _expressions(node)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [op], others):
            yield ast.Compare(left, [_COMPARISONS[type(op)]()], others)
        case ast.BoolOp(op, values):
            for rest in _without_one(values):
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS and not _is_text(left, right):
            yield ast.BinOp(left, _OPERATORS[type(op)](), right)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    match node.func:
        case ast.Name(name) if name in _NAMES:
            yield ast.Call(ast.Name(_NAMES[name], ast.Load()), node.args, node.keywords)
        case ast.Attribute(value, name) if name in _NAMES:
            method = ast.Attribute(value, _NAMES[name], ast.Load())
            yield ast.Call(method, node.args, node.keywords)
    for rest in _without_one(node.keywords):
        yield ast.Call(node.func, node.args, rest)


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.With(body=body):
            yield ast.If(ast.Constant(True), body, [])
        case ast.Raise() | ast.AugAssign() | ast.Delete() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            yield ast.Pass()


def _without_one(nodes: list[T]) -> Iterator[list[T]]:
    for index in range(len(nodes)):
        yield [*nodes[:index], *nodes[index + 1 :]]


def _is_text(*nodes: ast.AST) -> bool:
    """Is one of the nodes text or a collection, which only `+` joins?"""
    return any(
        isinstance(node, ast.JoinedStr | ast.Tuple | ast.List)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        for node in nodes
    )


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node).partition("\n")[0]
    return text if len(text) <= 90 else text[:89] + "…"
