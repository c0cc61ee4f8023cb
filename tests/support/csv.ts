/** The lines of comma-separated values (RFC 4180) without line ends in cells, by the heads of their columns. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [heads, ...lines] = text
    .replace("\u{feff}", "")
    .trim()
    .split("\r\n")
    .map(line =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) => quoted ?? plain!),
    )
  return lines.map(cells => Object.fromEntries(heads!.map((head, index) => [head, cells[index]!])))
}
