import { assert, constantFrom, integer, property, string } from "fast-check"
import { describe, expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { elementsIn, type XmlElement } from "@weft/model/exchange/xml/element"
import { readXml } from "@weft/model/exchange/xml/read"
import { AXIS } from "../../../packages/client/src/views/plan/chart/chart-view.ts"
import { INKS, type Shape } from "../../../packages/client/src/views/plan/chart/shapes.ts"
import { instantAt } from "../../../packages/client/src/views/plan/chart/time-scale.ts"
import { drawPage } from "../../../packages/client/src/views/plan/output/draw-page.ts"
import { cutText, type Measure } from "../../../packages/client/src/views/plan/output/measure.ts"
import { pageArea, PAPERS, type Paper } from "../../../packages/client/src/views/plan/output/paper.ts"
import { FOOT, HEAD, planPages, planSheet } from "../../../packages/client/src/views/plan/output/plan-pages.ts"
import type { RgbPalette } from "../../../packages/client/src/views/plan/output/rgb-palette.ts"
import { writeSvg } from "../../../packages/client/src/views/plan/output/write-svg.ts"
import { at } from "../../support/planned-space.ts"
import { randomPlan } from "../../support/random-plan.ts"
import { viewOf } from "../../support/chart-view.ts"

const MONDAY = at("2026-11-23")
const DAY = 14_400

/** A font in which every letter is half as wide as it is high. */
const measure: Measure = ({ text, size }) => [...text].length * size * 0.5

const PALETTE = Object.fromEntries(INKS.map(ink => [ink, [20, 40, 60, 1]])) as unknown as RgbPalette

const papers = constantFrom(...(Object.keys(PAPERS) as Paper[]))

describe("pages", () => {
  test("PAPER-1 every row stands on one page of each column of pages, and their time goes on where the one before ends", () => {
    assert(
      property(papers, integer({ min: 0, max: 900 }), integer({ min: 1, max: 6 }), (paper, rows, across) => {
        const { width, height } = pageArea({ paper, isLandscape: true, size: 1 })
        const span = { from: MONDAY, to: MONDAY + 400 * DAY }
        const pages = planPages({ rows, rowHeight: 24, outlineWidth: 300, ...span, width, height, across })
        const first = pages.slice(0, across)
        for (const [index, page] of first.entries()) {
          if (index > 0) expect(instantAt(page.scale, 0)).toBe(instantAt(first[index - 1]!.scale, page.chartWidth))
          expect(HEAD + AXIS + (page.endRow - page.firstRow) * 24 + FOOT).toBeLessThanOrEqual(height)
        }
        const column = pages.filter((_, index) => index % across === 0)
        expect(column.flatMap(({ firstRow, endRow }) => range(firstRow, endRow))).toEqual(range(0, rows))
        expect(pages.map(({ number }) => number)).toEqual(range(1, pages.length + 1))
        expect(instantAt(first[0]!.scale, 0)).toBeLessThanOrEqual(span.from)
        expect(instantAt(first.at(-1)!.scale, first.at(-1)!.chartWidth)).toBeGreaterThanOrEqual(span.to)
      }),
    )
  })

  test("PAPER-1 paper on which the columns leave no room for a chart has no pages", () => {
    const { width, height } = pageArea({ paper: "A4", isLandscape: false, size: 1.4 })
    const span = { from: MONDAY, to: MONDAY + 10 * DAY }
    expect(planPages({ rows: 5, rowHeight: 24, outlineWidth: 450, ...span, width, height, across: 1 })).toEqual([])
  })

  test("PAPER-1 paper is as ISO 216 has it, and half the size takes twice the drawing", () => {
    expect(pageArea({ paper: "A3", isLandscape: true, size: 1 }).millimetres).toEqual([420, 297])
    const [whole, half] = [1, 0.5].map(size => pageArea({ paper: "A4", isLandscape: false, size }))
    expect(half!.width / whole!.width).toBeCloseTo(2, 2)
  })
})

describe("a page", () => {
  const view = { ...viewOf(randomPlan(7, 40)), rowHeight: 24 }
  const { page, width, height } = planSheet(
    { rows: view.rows.length, rowHeight: 24, outlineWidth: 200, from: MONDAY, to: MONDAY + 100 * DAY },
    8,
  )
  const shapesNamed = (name: (id: string) => string): readonly Shape[] =>
    drawPage(
      {
        view,
        columns: [{ key: "name", title: "Activity", width: 200, align: "left", text: ({ id }) => name(id) }],
        title: name("title"),
        subtitle: "as of today",
        legend: {
          task: "Task",
          critical: "Critical",
          done: "Done",
          summary: "Summary",
          milestone: "Milestone",
          baseline: "Baseline",
          float: "Slack",
          deadline: "Deadline",
          today: "Today",
        },
        pageOf: () => "",
        measure,
      },
      page,
    )

  test("PAPER-2 a page names every row that it shows once, and what is critical in its legend", () => {
    const texts = shapesNamed(id => `<${id}>`).flatMap(shape => (shape.shape === "text" ? shape.text : []))
    for (const { id } of view.rows) expect(texts.filter(text => text === `<${id}>`)).toHaveLength(1)
    expect(texts).toContain("Critical")
  })

  test("PAPER-3 a text without room is cut to what fits with an ellipsis, never within a sign, and stays whole where it fits", () => {
    assert(
      property(string({ unit: "grapheme" }), integer({ min: 0, max: 200 }), (text, room) => {
        const cut = cutText({ text, size: 11, weight: 420 }, room, measure)
        expect(measure({ text: cut, size: 11, weight: 420 })).toBeLessThanOrEqual(room)
        if (measure({ text, size: 11, weight: 420 }) <= room) expect(cut).toBe(text)
        else expect(cut === "" || text.startsWith(cut.slice(0, -1))).toBe(true)
      }),
    )
  })

  test("PAPER-4 a drawing is sound XML whatever the activities are called, and holds their names as text", async () => {
    const names = ["<script>alert(1)</script>", 'Wall & "door"', "]]>&amp;", "a\u0000b\u0007c", "ähm — 検査 🙂"]
    for (const name of names) {
      const svg = writeSvg(
        shapesNamed(() => name),
        { palette: PALETTE, width, height },
      )
      const read = await readXml([new TextEncoder().encode(svg)])
      if (isRefusal(read)) throw new Error(`${name}: ${JSON.stringify(read)}`)
      expect(textsIn(read)).toContain(name.replaceAll("\u0000", "").replaceAll("\u0007", ""))
      expect(namesIn(read)).not.toContain("script")
    }
  })
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function namesIn(within: XmlElement): string[] {
  return [within.name, ...elementsIn(within).flatMap(namesIn)]
}

function textsIn(within: XmlElement): string[] {
  return typeof within.content === "string" ? [within.content] : within.content.flatMap(textsIn)
}
