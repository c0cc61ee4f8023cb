import { createCount } from "../plural.ts"

const count = createCount("en")

/** Words of plans that go out as pages and pictures. They come with their dialog. */
export const planOutput = {
  title: "Print or save the plan",
  format: "As",
  formats: { pdf: "PDF", svg: "Drawing (SVG)", png: "Picture (PNG)", print: "Printer" },
  paper: "Paper",
  orientation: "Held",
  orientations: { landscape: "Landscape", portrait: "Portrait" },
  size: "Size",
  sizes: { small: "Small", usual: "As on the screen", large: "Large" },
  across: "Time goes over",
  acrossPages: (pages: number) => count(pages, { one: "page", other: "pages" }),
  span: "Shows",
  spans: { whole: "The whole plan", shown: "The time that is in view" },
  columns: "Columns",
  grey: "Black and white",
  pages: (pages: number) => count(pages, { one: "page", other: "pages" }),
  sheet: (width: string, height: string) => `${width} × ${height} pixels`,
  preview: (page: number) => `Page ${page}, as it will look`,
  previous: "Page before",
  next: "Next page",
  tooNarrow: "The columns leave no room for the chart. Take larger paper, a smaller size or fewer columns.",
  tooLarge: "As a picture this plan would be too coarse to read. Take SVG or PDF, or show less time.",
  nothing: "There is nothing in this plan yet.",
  save: "Save",
  print: "Print",
  cancel: "Cancel",
  working: (done: number, all: number) => `Page ${done} of ${all}`,
  failed: "The file could not be made. Check the connection and try again; the plan itself is safe.",
  noMemory: "The browser has no memory for a picture this large. Take SVG or PDF.",
  saved: (name: string) => `${name} saved`,

  pageOf: (page: number, all: number) => `Page ${page} of ${all}`,
  finishAsOf: (finish: string, asOf: string) => `Finish ${finish} · as of ${asOf}`,
  asOf: (date: string) => `As of ${date}`,
  legend: {
    task: "Activity",
    critical: "Critical",
    done: "Done",
    summary: "Summary",
    milestone: "Milestone",
    baseline: "Baseline",
    float: "Slack",
    deadline: "Deadline",
    today: "Today",
  },
}

export type PlanOutputWords = typeof planOutput
