"""Executes a notebook in a kernel of its own; prints how many cells ran, or fails with the traceback of the cell.

Arguments: the notebook, the folder that its relative paths count from.
"""

import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(
    notebook, timeout=100, kernel_name="python3", resources={"metadata": {"path": sys.argv[2]}}
).execute()
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            print(output.text, end="")
print(sum(cell.cell_type == "code" for cell in notebook.cells))
