/** Rows of text as aligned columns, each line indented; what is empty at the end of a line leaves no space. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, printable(cell).length)))
  return rows
    .map(row => `  ${row.map((cell, index) => printable(cell).padEnd(widths[index]!)).join("  ")}`.trimEnd())
    .join("\n")
}

/** A file's own text on one line, without the letters by which it could steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
}
