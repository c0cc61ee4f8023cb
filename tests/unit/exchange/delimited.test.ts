import { expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { fromTabbed, MOST_ROWS, toCsv, toHtmlTable, toMarkdownTable, toTabbed } from "@weft/model/exchange/delimited"

test("LIST-5 cells that are copied come back as they were, whatever is in them", () => {
  const random = seededRandom(7)
  const letters = ["a", '"', "\t", "\n", "é", " ", "'", ","]
  const drawCell = () => Array.from({ length: below(5, random) }, () => letters[below(letters.length, random)]).join("")
  for (let run = 0; run < 500; run++) {
    const width = 2 + below(3, random)
    const cells = Array.from({ length: 1 + below(4, random) }, () => Array.from({ length: width }, drawCell))
    // A mark at the head of a cell that nothing else needs quoted is read as a letter only where it closes nothing.
    const plain = cells.map(row => row.map(cell => cell.replace(/^"/, "")))
    expect(fromTabbed(toTabbed(plain)), JSON.stringify(plain)).toEqual(plain)
  }
})

test("cells of a spreadsheet are read: quoted ones, all line ends, and none after the last", () => {
  expect(fromTabbed("a\tb\r\nc\td\r\n")).toEqual([
    ["a", "b"],
    ["c", "d"],
  ])
  expect(fromTabbed('"two\nlines"\tb')).toEqual([["two\nlines", "b"]])
  expect(fromTabbed('"say ""hi"""\tb')).toEqual([['say "hi"', "b"]])
  expect(fromTabbed('19" screen\t"not closed')).toEqual([['19" screen', '"not closed']])
  expect(fromTabbed("a\n\nb")).toEqual([["a"], [""], ["b"]])
  expect(fromTabbed("x\n".repeat(MOST_ROWS + 10))).toHaveLength(MOST_ROWS)
})

test("IMPORT-34 a file of comma-separated values holds nothing that a spreadsheet would run", () => {
  for (const cell of ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "'=1", "-", "＝1"])
    expect(
      toCsv([[cell]])
        .slice(1)
        .trimEnd()
        .replace(/^"/, "")
        .startsWith("'"),
      cell,
    ).toBe(true)
  for (const cell of ["a=1", "-1.5", "+3", "'tis", "- "]) {
    const isGuarded = toCsv([[cell]]).startsWith("\ufeff'" + cell)
    expect(isGuarded, cell).toBe(cell === "- ")
  }
  expect(
    toCsv([
      ["Title", "Estimate"],
      ['say "hi", then', "-1.5"],
      ["=HYPERLINK(1)", "+3"],
    ]),
  ).toBe('\ufeffTitle,Estimate\r\n"say ""hi"", then",-1.5\r\n\'=HYPERLINK(1),+3\r\n')
})

test("a table of Markdown keeps its columns, and HTML its angle brackets", () => {
  expect(
    toMarkdownTable([
      ["A", "B"],
      ["x|y", "two\nlines"],
    ]),
  ).toBe("| A | B |\n| --- | --- |\n| x\\|y | two lines |\n")
  expect(toHtmlTable([["<b>", "&"]])).toBe("<table><tbody><tr><td>&lt;b&gt;</td><td>&amp;</td></tr></tbody></table>")
})
