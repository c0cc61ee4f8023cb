import { existsSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { allSources, isTest, readText, repository } from "./source.ts"
import { titlesOf, type Title } from "./titles.ts"

/** A document that must be there; a missing one fails by name rather than as a puzzle further down. */
function documentOf(path: string): string {
  if (!existsSync(join(repository, path))) throw new Error(`${path} is missing`)
  return readText(path)
}

/** Ids of the rules of SPEC.md, each a line like `- **PLAN-4** The critical path …`. */
const rulesOf = (text: string) => [...text.matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gm)].map(match => match[1] ?? "")

/** Ids of the rows of docs/merge.md: the first cell of a table's row. */
const rowsOf = (text: string) => [...text.matchAll(/^\|\s*([A-Z]\d+)\s*\|/gm)].map(match => match[1] ?? "")

/** The rules that a title cites: ids with a prefix of the specification anywhere, any id at its start. */
function citedIn(name: string, prefixes: ReadonlySet<string>): readonly string[] {
  const anywhere = [...name.matchAll(/\b([A-Z]+)-\d+\b/g)].filter(match => prefixes.has(match[1] ?? ""))
  const leading = /^[A-Z]+-\d+\b/.exec(name)
  return [...new Set([...anywhere.map(match => match[0]), ...(leading ? [leading[0]] : [])])]
}

const repeated = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index)

const titles = allSources.filter(({ path }) => isTest(path) && !path.startsWith("tests/tidy/")).flatMap(titlesOf)
const at = ({ place, name }: Title) => `${place} ${name}`

test("rules, rows and citations are read as they are written", () => {
  expect(rulesOf("- **PLAN-4** The critical path\n**PLAN-5** no list\n- **MERGE-12** both stand")).toEqual([
    "PLAN-4",
    "MERGE-12",
  ])
  expect(rowsOf("| # | x |\n|---|---|\n| F1 | both |\n|T12| one |")).toEqual(["F1", "T12"])
  expect(citedIn("PLAN-4 PLAN-5 the number SUP-123", new Set(["PLAN"]))).toEqual(["PLAN-4", "PLAN-5"])
  expect(citedIn("PLAM-4 misspelt", new Set(["PLAN"]))).toEqual(["PLAM-4"])
})

test("every rule of SPEC.md is cited by a test, and no test cites another", () => {
  const rules = rulesOf(documentOf("SPEC.md"))
  expect(rules.length, "SPEC.md has rules of the form `- **PREFIX-n** text`").toBeGreaterThan(0)
  expect(repeated(rules)).toEqual([])
  const prefixes = new Set(rules.map(rule => rule.replace(/-\d+$/, "")))
  const cited = new Set(titles.flatMap(({ name }) => citedIn(name, prefixes)))
  const unknown = titles.filter(({ name }) => citedIn(name, prefixes).some(rule => !rules.includes(rule)))
  expect(
    rules.filter(rule => !cited.has(rule)),
    "rules without a test",
  ).toEqual([])
  expect(unknown.map(at), "tests of unknown rules").toEqual([])
})

test("every row of docs/merge.md has its case, and no case is of another", () => {
  const rows = rowsOf(documentOf("docs/merge.md"))
  expect(rows.length, "docs/merge.md has rows of the form `| F1 | … |`").toBeGreaterThan(0)
  expect(repeated(rows)).toEqual([])
  const cases = titles
    .filter(({ place }) => place.startsWith("tests/merge/"))
    .flatMap(title => {
      const row = /^([A-Z]\d+)\b/.exec(title.name)?.[1]
      return row === undefined ? [] : [{ row, title }]
    })
  expect(
    rows.filter(row => !cases.some(found => found.row === row)),
    "rows without a case",
  ).toEqual([])
  expect(
    cases.filter(({ row }) => !rows.includes(row)).map(({ title }) => at(title)),
    "cases of unknown rows",
  ).toEqual([])
})
