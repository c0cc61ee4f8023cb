import { createCount } from "../plural.ts"

const count = createCount("en")
const tasks = (amount: number) => count(amount, { one: "activity", other: "activities" })
const others = (amount: number) => count(amount, { one: "other moves", other: "others move" })

/** Words of plans. They come with the plan, not with the first view. */
export const plan = {
  view: "Plan",
  grid: "Plan of the space",
  columns: { code: "No.", name: "Activity", length: "Length", start: "Start", finish: "Finish", who: "Who" },
  fold: (title: string) => `Fold ${title}`,
  unfold: (title: string) => `Unfold ${title}`,
  milestone: "Milestone",
  critical: "critical",
  done: "done",
  percentDone: (percent: string) => `${percent} done`,
  add: "Add activity",
  addPlaceholder: "Name of the new activity",
  editName: (title: string) => `Name of ${title}`,
  empty: "This plan has no activities yet",
  emptyBody: "Write them one below the other, put them under each other with Tab, and link them with Ctrl L.",

  toolbar: "Plan",
  criticalPath: "Critical path",
  baseline: (name: string) => `Baseline: ${name}`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit the plan",
  fitSelection: "Fit the selection",
  today: "Today",
  why: "Why here",
  link: "Link",
  unlink: "Unlink",
  finish: (date: string) => `Finish ${date}`,

  week: (number: number) => `W${number}`,
  quarter: (number: number) => `Q${number}`,
  decade: (year: number) => `${year}s`,

  card: {
    start: (date: string) => `Start ${date}`,
    finish: (date: string) => `Finish ${date}`,
    done: (percent: string) => `${percent} done`,
    link: (kind: string) => `Link: ${kind}`,
    chooseEnd: "Let go over the start or the end of a bar",
    ring: "This would close a ring of links",
    others,
    nothing: "Nothing moves: its links hold it",
    plan: (date: string) => `Plan ends ${date}`,
    planStays: "the end of the plan stays",
    broken: (title: string, days: string) => `${title}: ${days} past its deadline`,
    brokenMore: (amount: number) => `and ${amount} more`,
    escape: "Esc",
  },
  kinds: {
    FS: "finish to start",
    SS: "start to start",
    FF: "finish to finish",
    SF: "start to finish",
  },

  moved: (title: string, start: string, finish: string) => `${title}: ${start} to ${finish}`,
  heldByLinks: (title: string) => `${title} stays: its links hold it`,
  hasBegun: (title: string) => `${title} has begun, so its start is a fact`,
  datesFromBelow: (title: string) => `${title} has the dates of what is below it`,
  progressOf: (title: string, percent: string) => `${title}: ${percent} done`,
  selectTwo: "Select two or more activities to link them",
  linked: (amount: number) => `${tasks(amount)} linked`,
  trashed: (amount: number) => `${tasks(amount)} moved to trash`,

  whyTitle: (title: string) => `Why ${title} lies here`,
  whyNone: "Choose an activity to see what its dates come from.",
  whyClose: "Close",
  reasons: {
    projectStart: (date: string) => `Nothing holds it: it begins with the plan, ${date}`,
    links: (names: string, date: string) => `Waits for ${names}, until ${date}`,
    constraint: (kind: string, date: string) => `${kind}: ${date}`,
    calendar: (date: string) => `Nobody works until ${date}`,
    levelling: (date: string) => `Delayed so that nobody has too much, until ${date}`,
    actualStart: (date: string) => `It really began ${date}`,
    actualFinish: (date: string) => `It was really finished ${date}`,
    resume: (date: string) => `Work goes on ${date}`,
    dataDate: (date: string) => `What has not begun lies after the status date, ${date}`,
    manual: (date: string) => `Its dates are typed by hand: ${date}`,
    external: (date: string) => `It has the dates of another plan: ${date}`,
    late: (date: string) => `As late as possible, using up all slack, ${date}`,
    waiting: (date: string) => `As late as what follows allows, delaying nothing, ${date}`,
    below: (name: string, date: string) => `Has the date of ${name}, ${date}`,
    duration: (length: string, date: string) => `Takes ${length}, until ${date}`,
    assignments: (length: string, date: string) => `The people on it need ${length}, until ${date}`,
  },
  constraints: {
    ASAP: "As soon as possible",
    ALAP: "As late as possible",
    ZFF: "As late as successors allow",
    MSO: "Must start on",
    MFO: "Must finish on",
    SNET: "Starts no earlier than",
    SNLT: "Starts no later than",
    FNET: "Finishes no earlier than",
    FNLT: "Finishes no later than",
  },

  /** The names of steps, as undo says them. */
  steps: {
    move: (title: string) => `move of ${title}`,
    length: (title: string) => `length of ${title}`,
    progress: (title: string) => `progress of ${title}`,
    link: (amount: number) => `links of ${tasks(amount)}`,
    unlink: (amount: number) => `links of ${tasks(amount)} removed`,
    indent: (title: string) => `place of ${title}`,
    name: (title: string) => `name of ${title}`,
    add: (title: string) => `new activity ${title}`,
    trash: (amount: number) => `${tasks(amount)} moved to trash`,
  },
}

export type PlanWords = typeof plan
