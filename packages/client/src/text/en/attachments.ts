import { createCount } from "../plural.ts"

const count = createCount("en")
const files = (amount: number) => count(amount, { one: "file", other: "files" })

/** What is said of files that hang on items. */
export const attachments = {
  title: "Attachments",
  add: "Attach files",
  dropHere: "Drop files to attach them",
  pastedName: (when: string) => `Pasted picture ${when}`,
  open: (name: string) => `Open ${name}`,
  download: "Download",
  downloadNamed: (name: string) => `Download ${name}`,
  menu: (name: string) => `Options of ${name}`,
  newName: "Name of the file",
  remove: "Remove",
  retry: "Try again",
  cancel: "Cancel the upload",
  removed: (amount: number) => `${files(amount)} removed`,
  restoreNamed: (name: string) => `Restore ${name}`,
  by: (size: string, who: string, when: string) => `${size} · ${who}, ${when}`,

  reading: (percent: string) => `Being read, ${percent}`,
  readingNamed: (name: string) => `Reading ${name}`,
  sending: (percent: string) => `On its way, ${percent}`,
  sendingNamed: (name: string) => `Sending ${name}`,
  onlyHere: "Only on this device",
  notYetThere: "Not on the relay yet: the device that added it has not sent it",
  attached: (name: string) => `${name} attached`,
  isRemoved: (name: string) => `${name} removed`,

  notTaken: {
    "too-large": (most: string) => `Too large for the relay: a file has at most ${most}`,
    quota: (most: string) => `No room on the relay: all files of this workspace have at most ${most}`,
    forbidden: () => "You may not add files to this space any more",
    damaged: () => "The file did not arrive as it was read; try again, or add it anew",
  },
  notKept: {
    "device-full": (name: string) =>
      `${name} was not attached: files that wait for the relay fill the 500 MB kept for them on this device`,
    "disk-full": (name: string) => `${name} was not attached: this device has no room left`,
    "no-database": (name: string) => `${name} was not attached: this browser lets nothing be stored here`,
    unreadable: (name: string) => `${name} was not attached: it cannot be read`,
    "no-worker": (name: string) => `${name} was not attached: a part that reads files could not be loaded`,
  },
  missing: {
    gone: (name: string) => `${name} is not on the relay`,
    forbidden: () => "You may not open this file any more",
    unreachable: () => "The server cannot be reached; the file is only there",
  },

  did: {
    attach: (name: string) => `attachment ${name}`,
    rename: (name: string) => `name of ${name}`,
    remove: (name: string) => `${name} removed`,
    restore: (name: string) => `${name} restored`,
  },

  waitSentence: (amount: number) => `${files(amount)} on this device, not on the relay yet.`,
  refusedSentence: (amount: number) => `${files(amount)} not taken by the relay, and kept on this device.`,
}

export type AttachmentWords = typeof attachments
