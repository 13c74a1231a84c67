// Cells that were copied in Word, Excel or WPS become columns and rows of a table block. What is no table, or has words
// beside it, is pasted as ever, and so is all that goes into a cell of running text: its editor pastes for itself.
(() => {
  const Typed = window.telepath.constructors["wagtail.contrib.typed_table_block.blocks.TypedTableBlock"];
  const { BROKEN, leaveOut, tell } = window.fromWord;

  const wordsOf = (cell) => cell.textContent.replace(BROKEN, "").replace(/\s+/g, " ").trim();
  const bare = (element) => element.textContent.replace(/\s/g, "");

  function gridOf(table) {
    const rows = [...table.rows];
    const grid = rows.map(() => []);
    rows.forEach((row, y) => {
      for (const cell of row.cells) {
        let x = 0;
        while (grid[y][x] !== undefined) x += 1;
        for (const below of grid.slice(y, y + Math.max(1, cell.rowSpan)))
          for (let right = 0; right < cell.colSpan; right += 1) below[x + right] = "";
        grid[y][x] = wordsOf(cell);
      }
    });
    return grid;
  }

  // The cells, and whether something was left out of them.
  function cellsIn(clipboard) {
    const { body } = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html");
    const left = leaveOut(body);
    const table = body.querySelector("table");
    if (table) return { left, cells: bare(body) === bare(table) ? gridOf(table) : [] };
    const text = clipboard.getData("text/plain");
    return { left, cells: text.includes("\t") ? text.trimEnd().split(/\r?\n/).map((line) => line.split("\t")) : [] };
  }

  // Where the first cell goes, of which row -1 is the headings; nothing where a paste is none of ours.
  function placeOf(field, table) {
    if (field === table.captionInput) return table.columns.length ? null : { x: 0, y: -1 };
    const heading = table.columns.findIndex((column) => column.headingInput === field);
    if (heading >= 0) return { x: heading, y: -1 };
    const cell = field.closest("td");
    const y = [...table.tbody.children].indexOf(cell?.parentElement);
    return y < 0 ? null : { x: [...cell.parentElement.children].indexOf(cell) - 1, y };
  }

  function fill(table, { x, y }, cells) {
    const line = table.childBlockDefsByName.line;
    const width = Math.max(...cells.map((row) => row.length));
    if (table.columns.slice(x, x + width).some((column) => column.blockDef !== line)) return false;
    while (table.columns.length < x + width) table.insertColumn(table.columns.length, line);
    while (table.rows.length < y + cells.length) table.insertRow(table.rows.length);
    cells.forEach((row, down) => {
      for (let right = 0; right < width; right += 1) {
        const text = row[right] ?? "";
        if (y + down < 0) table.columns[x + right].headingInput.value = text;
        else table.rows[y + down].blocks[x + right].setState(text);
      }
    });
    return true;
  }

  function paste(event, table) {
    const place = event.target instanceof HTMLInputElement ? placeOf(event.target, table) : null;
    const { cells, left } = place ? cellsIn(event.clipboardData) : { cells: [] };
    if (cells.flat().length < 2 || !fill(table, place, cells)) return;
    event.preventDefault();
    if (left) tell(table.container[0]);
    // So that the page counts as changed, and is kept.
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  class TableBlock extends Typed {
    render(...where) {
      const table = super.render(...where);
      table.container[0].addEventListener("paste", (event) => paste(event, table));
      return table;
    }
  }

  window.telepath.register("content.blocks.TableBlock", TableBlock);
})();
