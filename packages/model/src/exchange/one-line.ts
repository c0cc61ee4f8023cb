/** A text on one line: ends of lines and the spaces around them become one space. */
export function oneLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text
  return text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== "")
    .join(" ")
}
