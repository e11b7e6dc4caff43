/* A table that stays in the page while its rows change: sorted by any column, filtered, cut at a limit that it says. */

import { count, h, setText } from "./dom.js";

export class Table {
  /**
   * Columns are {title, value, show, draw, kind, first}: `value` of a row to sort and to search by, `show` its text
   * where that is another, `draw` what to put into the cell, anew when the value is another; `first` is the direction
   * that a click sorts in first.
   */
  constructor({ caption, columns, key, none, limit = 200, sort = null, descending = false, onRow = null }) {
    Object.assign(this, { columns, key, none, limit, sort, descending, onRow });
    this.known = new Map();
    this.rows = [];
    this.words = "";
    this.chosen = null;
    this.heads = columns.map((column, at) => this.head(column, at));
    this.body = h("tbody");
    this.note = h("p", { class: "note", "aria-live": "polite" });
    this.table = h(
      "table",
      {},
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, this.heads)),
      this.body,
    );
    this.element = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, this.table);
    this.filter = h("input", {
      type: "search",
      class: "filter",
      placeholder: "Filter",
      "aria-label": "Filter: " + caption,
      oninput: () => {
        this.words = this.filter.value.trim().toLowerCase();
        this.update(this.rows);
      },
    });
  }

  head(column, at) {
    const sorted = this.sort === at ? (this.descending ? "descending" : "ascending") : null;
    if (!column.value || !column.title) return h("th", { scope: "col", class: column.kind }, column.title);
    return h(
      "th",
      { scope: "col", class: column.kind, "aria-sort": sorted },
      h("button", { type: "button", onclick: () => this.by(at) }, column.title),
    );
  }

  by(at) {
    const starts = this.columns[at].kind === "number";
    this.descending = this.sort === at ? !this.descending : starts;
    this.sort = at;
    this.heads.forEach((head, other) => {
      if (other === at) head.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.update(this.rows);
  }

  matches(row) {
    return (
      this.words === "" ||
      this.columns.some(column => column.value && String(column.value(row)).toLowerCase().includes(this.words))
    );
  }

  sorted(rows) {
    if (this.sort === null) return rows;
    const value = this.columns[this.sort].value,
      way = this.descending ? -1 : 1;
    return rows.toSorted((a, b) => {
      const left = value(a),
        right = value(b);
      return (
        way *
        (typeof left === "number" ? left - right : String(left).localeCompare(String(right), "en", { numeric: true }))
      );
    });
  }

  update(rows) {
    this.rows = rows;
    const fit = this.sorted(rows.filter(row => this.matches(row))),
      shown = fit.slice(0, this.limit);
    const lines = shown.map(row => this.line(row));
    const wanted = new Set(lines);
    for (const [key, line] of this.known) {
      if (!wanted.has(line)) this.known.delete(key);
    }
    this.place(lines.length ? lines : [this.nothing(rows.length)]);
    setText(
      this.note,
      fit.length > shown.length
        ? "The first " + count(shown.length) + " of " + count(fit.length) + "; filter or sort for the others."
        : "",
    );
  }

  nothing(all) {
    return h(
      "tr",
      {},
      h("td", { class: "empty", colspan: this.columns.length }, all ? "Nothing fits the filter." : this.none),
    );
  }

  /** Moves only what is not where it belongs. */
  place(lines) {
    lines.forEach((line, at) => {
      if (this.body.children[at] !== line) this.body.insertBefore(line, this.body.children[at] ?? null);
    });
    while (this.body.children.length > lines.length) this.body.lastChild.remove();
  }

  line(row) {
    const key = this.key(row);
    let line = this.known.get(key);
    if (!line) {
      line = h(
        "tr",
        {},
        this.columns.map(column => h("td", { class: column.kind })),
      );
      if (this.onRow) this.selectable(line);
      this.known.set(key, line);
    }
    line.row = row;
    if (this.onRow) line.classList.toggle("chosen", key === this.chosen);
    this.columns.forEach((column, at) => this.fill(line.children[at], column, row));
    return line;
  }

  selectable(line) {
    const choose = () => this.onRow(line.row);
    line.tabIndex = 0;
    line.addEventListener("click", choose);
    line.addEventListener("keydown", pressed => {
      if (pressed.key === "Enter" && pressed.target === line) choose();
      if (pressed.key === "ArrowDown") line.nextElementSibling?.focus();
      if (pressed.key === "ArrowUp") line.previousElementSibling?.focus();
      if (pressed.key.startsWith("Arrow")) pressed.preventDefault();
    });
  }

  fill(cell, column, row) {
    if (!column.draw) {
      setText(cell, (column.show ?? column.value)(row));
      return;
    }
    const mark = column.value ? String(column.value(row)) : this.key(row);
    if (cell.mark !== mark) {
      cell.mark = mark;
      cell.replaceChildren(...[column.draw(row)].flat());
    }
  }
}
