import { Visitor } from "vite"
import { expect, test } from "vitest"
import { allSources, pathsOf, placeOf, readText, shippedSources, sourceOf, type Source } from "./source.ts"
import { makerName } from "./titles.ts"

const LONG = 400
const TOO_LONG = 600

test("a file is one idea: none is longer than 600 lines", () => {
  const measured = allSources.map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
  const long = measured.filter(({ lines }) => lines > LONG).map(({ path, lines }) => `${path} has ${lines} lines`)
  if (long.length > 0) console.warn(`Long files:\n${long.join("\n")}`)
  expect(measured.filter(({ lines }) => lines > TOO_LONG)).toEqual([])
})

/** What is written in a module that no module may hold: loose types, silenced checks, promises for later. */
function slipsOf(source: Source): readonly string[] {
  const slips: string[] = []
  const note = (start: number, what: string) => slips.push(`${placeOf(source, start)} ${what}`)
  for (const { start, value } of source.parsed.comments) {
    const slip = /@ts-ignore|@ts-nocheck|\b(?:TODO|FIXME|XXX|HACK)\b/.exec(value)
    if (slip) note(start, slip[0])
  }
  new Visitor({
    TSAnyKeyword: ({ start }) => note(start, "any"),
    MemberExpression({ start, object, property }) {
      if (property.type !== "Identifier" || !/^(test|it|describe)$/.test(makerName(object))) return
      if (/^(only|skip|todo|fails)$/.test(property.name)) note(start, `.${property.name}`)
    },
  }).visit(source.parsed.program)
  return slips
}

test("slips are found, and their names in text are none", () => {
  const text = `
    let a: any // TODO later
    // @ts-ignore
    test.only("x", run); describe.skip("y", run); it.each(rows).only("z", run); test.skipIf(none)("w", run)
    const words = "any @ts-ignore TODO .only", company = many.only
  `
  expect(
    slipsOf(sourceOf("a.ts", text))
      .map(slip => slip.split(" ")[1])
      .toSorted(),
  ).toEqual([".only", ".only", ".skip", "@ts-ignore", "TODO", "any"])
})

test("nothing is silenced, loose or left for later", () => {
  expect(allSources.flatMap(slipsOf)).toEqual([])
})

test("styles and settings leave nothing for later either", () => {
  const paths = pathsOf("packages/**/*.{css,html}", "*.{json,yaml}", "packages/*/*.json", "scripts/*.mjs")
  expect(paths.filter(path => path !== "pnpm-lock.yaml" && /\b(TODO|FIXME)\b/.test(readText(path)))).toEqual([])
})

/** The name of a shared type at the root of a Yjs document is a word of the schema, never made per record. */
function madeRootsOf(source: Source): readonly string[] {
  const made: string[] = []
  new Visitor({
    CallExpression({ start, callee, arguments: [name] }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return
      if (!/^get(Map|Array|Text|XmlFragment|XmlElement)$/.test(callee.property.name) || name === undefined) return
      const isComposed =
        name.type === "BinaryExpression" || (name.type === "TemplateLiteral" && name.expressions.length > 0)
      const word = name.type === "MemberExpression" ? name.property : name
      const isOfRecord = word.type === "Identifier" && /(^|[a-z_])(id|key)$/i.test(word.name)
      if (isComposed || isOfRecord) made.push(placeOf(source, start))
    },
  }).visit(source.parsed.program)
  return made
}

/** Drafts of replies are counted, and a ticket has few: see docs/decisions/0017. */
const COUNTED_ROOTS = "packages/model/src/replica/reply-draft.ts"

test("no document has a root type per record", () => {
  const text =
    "doc.getMap('items'); doc.getMap(kind); doc.getMap(`item-${id}`); doc.getArray(item.id); doc.getText('a' + b)"
  expect(madeRootsOf(sourceOf("a.ts", text))).toHaveLength(3)
  const bound = shippedSources.filter(({ path }) => path !== COUNTED_ROOTS)
  expect(bound).toHaveLength(shippedSources.length - 1)
  expect(bound.flatMap(madeRootsOf)).toEqual([])
})

test("merges and simulations draw from a seed", () => {
  const wrong = allSources
    .filter(({ path }) => /^tests\/(merge|simulation|unit)\//.test(path))
    .filter(({ text }) => /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})
