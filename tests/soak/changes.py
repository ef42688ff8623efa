"""Small changes of the code of a module, each to be put into the running module."""

import difflib
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

import libcst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one function."""

    module: str
    """The module, below plainfact."""
    owner: str
    """The class of the function; empty where it has none."""
    function: str
    """The function's name."""
    lines: range
    """The lines of what is changed."""
    body: range
    """The lines of the function."""
    tree: libcst.Module
    """The module as it is."""
    mutation: Mutation
    """What takes the place of what."""

    @property
    def code(self) -> str:
        """The whole module as changed."""
        found = self.tree.deep_replace(self.mutation.original_node, self.mutation.mutated_node)
        assert isinstance(found, libcst.Module)
        return str(found.code)

    def put_in(self) -> None:
        """Change the function in the running process, wherever it is used."""
        name = f"plainfact.{self.module}"
        changed = ModuleType(name)
        exec(compile(self.code, path_of(self.module), "exec"), changed.__dict__)  # noqa: S102
        ours, theirs = self._find(importlib.import_module(name)), self._find(changed)
        ours.__code__ = theirs.__code__
        ours.__defaults__ = theirs.__defaults__
        ours.__kwdefaults__ = theirs.__kwdefaults__

    def _find(self, module: ModuleType) -> FunctionType:
        owner = getattr(module, self.owner) if self.owner else module
        found = inspect.unwrap(inspect.getattr_static(owner, self.function))
        assert isinstance(found, FunctionType)
        return found

    def show(self) -> str:
        """Return the change as a diff without what surrounds it."""
        before = Path(path_of(self.module)).read_text(encoding="utf-8").splitlines()
        diff = list(difflib.unified_diff(before, self.code.splitlines(), lineterm="", n=0))[3:]
        head = f"{self.module}.py:{self.lines.start} {self.owner}.{self.function}".replace(
            " .", " "
        )
        return "\n".join([head, *(f"    {line}" for line in diff)])


def path_of(module: str) -> str:
    """Return the path of a module, as code that runs knows it."""
    return str(ROOT / "plainfact" / f"{module}.py")


def make_changes(module: str) -> Iterator[Change]:
    """Yield every small change of a module's functions, those with decorators left out."""
    path = path_of(module)
    tree, mutations, *_ = create_mutations(path, Path(path).read_text(encoding="utf-8"))
    places = MetadataWrapper(tree, unsafe_skip_copy=True).resolve(PositionProvider)
    owners = {id(function): owner for owner, function in _functions(tree)}
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if not isinstance(function, libcst.FunctionDef):
            continue
        yield Change(
            module=module, owner=owners[id(function)], function=function.name.value,
            lines=_lines(places[mutation.original_node]), body=_lines(places[function]),
            tree=tree, mutation=mutation,
        )  # fmt: skip


def _functions(tree: libcst.Module) -> Iterator[tuple[str, libcst.FunctionDef]]:
    """Yield each function and method with the name of its class."""
    for statement in tree.body:
        if isinstance(statement, libcst.FunctionDef):
            yield "", statement
        elif isinstance(statement, libcst.ClassDef):
            for part in statement.body.body:
                if isinstance(part, libcst.FunctionDef):
                    yield statement.name.value, part


def _lines(place: libcst.metadata.CodeRange) -> range:
    return range(place.start.line, place.end.line + 1)
