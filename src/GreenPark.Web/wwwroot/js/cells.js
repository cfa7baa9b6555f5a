// A large table whose cells can be pressed: one listener for all of them, one tab stop, arrow keys between cells.

/** Tells the page which cell was pressed: row of the body, and column after the row's head. */
export function listen(table, page) {
  const cellOf = target => {
    const cell = target instanceof Element ? target.closest('tbody td:not(.sum)') : null;
    return cell && table.contains(cell) ? cell : null;
  };
  const press = (cell, extend) => page.invokeMethodAsync('PressAsync', cell.parentElement.sectionRowIndex, cell.cellIndex - 1, extend);
  const focus = cell => {
    for (const stop of table.querySelectorAll('td[tabindex="0"]')) stop.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  };
  const beside = (cell, key) => {
    const row = cell.parentElement;
    const other = key === 'ArrowUp' ? row.previousElementSibling : key === 'ArrowDown' ? row.nextElementSibling : row;
    const at = key === 'ArrowLeft' ? cell.cellIndex - 1 : key === 'ArrowRight' ? cell.cellIndex + 1 : key === 'Home' ? 1 : cell.cellIndex;
    return key === 'End' ? [...row.cells].findLast(x => cellOf(x)) : cellOf(other?.cells[at]);
  };
  const onClick = event => {
    const cell = cellOf(event.target);
    if (!cell) return;
    focus(cell);
    press(cell, event.shiftKey);
  };
  const onKey = event => {
    const cell = cellOf(event.target);
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') press(cell, event.shiftKey);
    else if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) {
      const next = beside(cell, event.key);
      if (next) focus(next);
      if (next && event.shiftKey) {   // from where the selection begins to here
        if (cell.ariaSelected !== 'true') press(cell, true);
        press(next, true);
      }
    } else return;
    event.preventDefault();
  };
  table.addEventListener('click', onClick);
  table.addEventListener('keydown', onKey);
  return {
    dispose() {
      table.removeEventListener('click', onClick);
      table.removeEventListener('keydown', onKey);
    },
  };
}

/** Hands a small file to the browser. */
export function save(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
