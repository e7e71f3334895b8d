"""The tables that the chapter works on, and the fixed models that make metrics interesting."""

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

TABLES = ("tickets", "tomorrow", "simulated")


class Table(NamedTuple):
    """Labelled tickets.

    Attributes
    ----------
    X_raw : ndarray (n, 2)
        Length and frustration.
    X : ndarray (n, 3)
        The design matrix: ones first.
    y : ndarray of int (n,)
        1 where the ticket was escalated.
    """

    X_raw: np.ndarray
    X: np.ndarray
    y: np.ndarray


class Model(NamedTuple):
    """A fixed model's weights, its scores z = X w and probabilities p on a table."""

    w: np.ndarray
    z: np.ndarray
    p: np.ndarray


def load_table(path: Path) -> Table:
    """Read a table with the columns length, frustration and escalated.

    Returns
    -------
    Table
        Fresh arrays.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    X_raw = np.array([[float(row["length"]), float(row["frustration"])] for row in rows])
    X = np.column_stack([np.ones(len(rows)), X_raw])
    return Table(X_raw, X, np.array([int(row["escalated"]) for row in rows]))


def printed_model_on(table: Table) -> Model:
    """Apply the weights that the chapter prints, [-4.85, 1.12, 0.61], to a table."""
    w = np.array([-4.85, 1.12, 0.61])
    z = table.X @ w
    return Model(w, z, 1 / (1 + np.exp(-z)))
