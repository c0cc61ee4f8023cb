import { createCount } from "../plural.ts"

const count = createCount("en")
const changes = (amount: number) => count(amount, { one: "change", other: "changes" })
const files = (amount: number) => count(amount, { one: "file", other: "files" })
const areOrIs = (amount: number) => (amount === 1 ? "is" : "are")

/** Words of the settings of a workspace and of this device. */
export const preferences = {
  title: "Settings",
  appearance: "Appearance",
  appearanceHint: "For you on this device.",
  weekStart: "Weeks begin on",
  weekStartAuto: "As in your region",
  people: "People",
  peopleHint: "Names, colours and teams.",
  openPeople: "Open people",
  spaces: "Spaces",
  spacesHint: "Item types, statuses, fields, labels and templates belong to a space, and so does its trash.",
  setup: "Settings",
  setupOf: (name: string) => `Settings of ${name}`,
  trash: "Trash",
  trashOf: (name: string) => `Trash of ${name}`,
  storage: "Storage on this device",
  measuring: "Counting…",
  notMeasured: "The browser does not say how much is used.",
  used: (used: string, most: string) => `This site uses ${used}; the browser lets it use ${most}.`,
  workspaceUse: (documents: string) => `${documents} of work`,
  filesUse: (bytes: string) => `${bytes} of files that wait for the relay`,
  openNow: "open now",
  kept: "The browser keeps all of this until you delete it.",
  notKept: "The browser may delete this by itself when the device runs out of room.",
  askKeep: "Ask the browser to keep it",
  keepDenied:
    "The browser said no. It says yes to sites that are used often or installed as an app; what is shared is safe on the relay in any case.",
  forget: "Forget this workspace",
  forgetHint: "Takes it off this device. Whoever shares it keeps it.",
  forgetLocalHint: "It lives only here, so this throws it away.",
  forgetButton: "Forget on this device",
  forgetTitle: (name: string) => `Forget “${name}” on this device?`,
  lostAll: "This workspace was never shared: nobody else has it. Everything in it will be gone for good.",
  lostChanges: (amount: number) =>
    `${changes(amount)} ${areOrIs(amount)} not on the relay's disk yet and will be lost.`,
  lostRefused: (amount: number) =>
    `${changes(amount)} that the relay refused ${areOrIs(amount)} kept only here and will be lost.`,
  lostFiles: (amount: number) => `${files(amount)} ${areOrIs(amount)} not on the relay yet and will be lost.`,
  lostUnknown: "The relay has not answered since this page was opened. What it does not have will be lost.",
  lostNothing: "The relay has everything on its disk. You can open the workspace again from there.",
  saveFirst: "Save as a file first",
  forgot: (name: string) => `“${name}” is no longer on this device`,
  notForgotten: "It could not be taken off this device; nothing was lost",
}

export type PreferenceWords = typeof preferences
