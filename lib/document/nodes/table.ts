import type { Attribute } from "@tiptap/core";
import {
  TableCell as TiptapCell,
  TableHeader as TiptapHeader,
  TableRow as TiptapRow,
  Table as TiptapTable,
} from "@tiptap/extension-table";
import { blockId, native, nullable, rules } from "../attributes.ts";

const cellContent = "(paragraph | bulletList | orderedList)+";

type Inherited = Record<string, Attribute> | undefined;

function cellAttributes(inherited: Inherited) {
  const number = (name: string) => (element: HTMLElement) => Number(element.getAttribute(name) ?? 1);
  const { colspan, rowspan, colwidth, align } = inherited ?? {};
  return {
    colspan: native(1, rules.integer(1, 50), number("colspan"), colspan),
    rowspan: native(1, rules.integer(1, 1_000), number("rowspan"), rowspan),
    colwidth: native(null, nullable(rules.columnWidths), (cell) => colwidth?.parseHTML?.(cell), colwidth),
    align: native(
      null,
      nullable(rules.oneOf("left", "right", "center")),
      (cell) => align?.parseHTML?.(cell),
      align,
    ),
  };
}

export const Table = TiptapTable.extend({
  addAttributes() {
    return { id: blockId };
  },
});

export const TableRow = TiptapRow;

export const TableHeader = TiptapHeader.extend({
  content: cellContent,
  addAttributes() {
    return cellAttributes(this.parent?.());
  },
});

export const TableCell = TiptapCell.extend({
  content: cellContent,
  addAttributes() {
    return cellAttributes(this.parent?.());
  },
});
