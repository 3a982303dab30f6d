"""Reading the spreadsheets Vietnamese offices really have, and writing ones that Excel opens. Pure: no database."""

from people.tabular.model import CellError, Row, Table, UnreadableTable
from people.tabular.reading import MAX_BYTES, MAX_ROWS, read

__all__ = ["MAX_BYTES", "MAX_ROWS", "CellError", "Row", "Table", "UnreadableTable", "read"]
