import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })
const changes = (amount: number) => count(amount, { one: "change", other: "changes" })

/** Words of the past: versions of a space and of an item, what changed in them, and what is brought back. */
export const history = {
  title: "History",
  of: (key: string) => `History of ${key}`,
  everybody: "Everybody",
  person: "By",
  somebody: "Somebody",
  reading: (rows: number) => (rows === 0 ? "Reading the history" : `Reading the history: ${rows} steps so far`),
  stop: "Stop reading",
  readAgain: "Read again",
  stopped: "Reading was stopped. Versions after the last one here are missing.",
  noAnswer: "The relay does not answer, so this may not be all of it.",
  knownHere:
    "Without the relay only this much is known on this device: who made an item, how its status went, and who deleted it. The values that other fields had, and what became of comments, are in the relay's log.",
  noRelay:
    "This workspace is on this device only. It keeps who made an item, how its status went, and who deleted it; the values that other fields had, and what became of comments, are kept once the workspace is shared.",
  missing: (amount: number) =>
    `${count(amount, { one: "step", other: "steps" })} of the log cannot be read or ${amount === 1 ? "was" : "were"} erased.`,
  thinned: "Several together",
  thinnedHint: "Older history is kept by the hour, after a year by the day.",
  arrived: (when: string) => `Written offline, arrived ${when}`,
  none: "Nothing has happened here yet",
  noneBody: "What somebody changes stands here, with what was there before.",
  noneBy: "This person has changed nothing here.",
  older: (amount: number) => `Show ${count(amount, { one: "older version", other: "older versions" })}`,
  moreChanges: (amount: number) => `Show ${changes(amount)} more`,
  version: (who: string, when: string) => `${who}, ${when}`,
  made: "made",
  added: "added",
  removed: "removed",
  tookOut: "taken back",
  trashed: "moved to the trash",
  restored: "restored",
  description: "Description",
  comment: "Comment",
  commentWritten: "Comment written",
  commentEdited: "Comment edited",
  commentDeleted: "Comment deleted",
  commentsHere: "Comments are told of items that were opened on this device; the history of an item tells all of them.",
  gone: "Before:",
  fresh: "After:",
  kinds: {
    items: "Item",
    checklists: "Checklist",
    checks: "Check",
    relations: "Relation",
    attachments: "File",
    labels: "Label",
    boards: "Board",
    views: "View",
    itemTemplates: "Template",
    escalations: "Escalation",
    outages: "Outage",
  },
  bringBack: "Bring back",
  bringBackValue: (field: string, value: string) => `Bring back ${field}: ${value}`,
  bringBackText: "Bring back this text",
  bringBackComment: "Bring back this comment",
  textNotHere: "The text did not come from the relay, so it was not brought back",
  bringBackItem: "Bring the item back to this",
  bringBackItems: (amount: number) => `Bring ${items(amount)} back to this`,
  choose: (title: string) => `Choose ${title}`,
  chooseHint: "Choose items to bring them back as they stood at the end of this version.",
  did: (what: string) => `${what} brought back`,
  didItems: (amount: number) => `${items(amount)} brought back`,
  alreadySo: "It stands like that already",
  leftOut: (amount: number) =>
    `${count(amount, { one: "value", other: "values" })} left as they are, no edit may set them`,
  absent: (amount: number) => `${items(amount)} not there yet at that time`,

  /** What of others met one's own work while one was away. */
  merged: {
    met: (amount: number) => `${changes(amount)} of others met yours while you were away`,
    show: "Show",
    title: "While you were away",
    body: "Others worked on what you worked on. Nothing is lost: take yours again, or keep what stands.",
    none: "Nothing of others met yours.",
    yours: "Yours",
    before: "Before",
    take: "Take mine again",
    takeNamed: (field: string, value: string) => `Take mine again: ${field}, ${value}`,
    keep: "Keep",
    keepNamed: (field: string, value: string) => `Keep: ${field}, ${value}`,
    keepAll: "Keep all as it is",
    taken: (field: string) => `Your ${field} taken again`,
    kept: (amount: number) => `${count(amount, { one: "value", other: "values" })} of others kept`,
    seen: "Kept as it is",
    mayNot: "The workflow or the tree does not allow this value now. The message stays.",
  },
}

export type HistoryWords = typeof history
