import {
  TableCell as TiptapCell,
  TableHeader as TiptapHeader,
  TableRow as TiptapRow,
  Table as TiptapTable,
} from "@tiptap/extension-table";
import { blockId, nullable, rules } from "../attributes.ts";

const cellContent = "(paragraph | bulletList | orderedList)+";

function cellAttributes(inherited: Record<string, object> | undefined) {
  return {
    colspan: { ...inherited?.colspan, default: 1, validate: rules.integer(1, 50) },
    rowspan: { ...inherited?.rowspan, default: 1, validate: rules.integer(1, 1_000) },
    colwidth: { ...inherited?.colwidth, default: null, validate: nullable(rules.columnWidths) },
    align: { ...inherited?.align, default: null, validate: nullable(rules.oneOf("left", "right", "center")) },
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
