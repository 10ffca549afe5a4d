// Prints figures as a table people can read.

export type Cell = string | number;

export function table(title: string, heads: string[], rows: Cell[][]): string {
  const texts = [heads, ...rows.map((row) => row.map(asText))];
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return ['', title, '', line(heads), rule, ...texts.slice(1).map(line), ''].join('\n');
}

function asText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (Number.isNaN(cell)) return '–';
  return cell >= 100 ? Math.round(cell).toLocaleString('en') : String(Math.round(cell * 100) / 100);
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
