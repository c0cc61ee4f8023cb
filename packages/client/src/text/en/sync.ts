import { createCount } from "../plural.ts"

const count = createCount("en")
const changes = (amount: number) => count(amount, { one: "change", other: "changes" })

/** Words of where work is, and of bringing it to a relay: the sync and the share dialog. */
export const sync = {
  title: "Where your work is",
  onDevice: "Saved on this device",
  savingOnDevice: "Being saved on this device",
  memory: {
    "no-database":
      "This browser has no database for us. Work goes on in memory and is gone with the last tab; share or export it.",
    "disk-full": "This device has no room left. Work goes on in memory; make room, or share or export it.",
    "database-lost": "The browser took the database away. Work goes on in memory; reload, or share or export it.",
  },
  noRelay: "Not shared: nothing leaves this device.",
  connecting: "Connecting to the relay.",
  online: "The relay has everything on its disk.",
  unsent: (amount: number) => `${changes(amount)} not yet on the relay's disk.`,
  relayFull: (amount: number) =>
    `The relay cannot save anything at the moment; its disk may be full. Kept on this device until it can: ${changes(amount)}.`,
  offline: (amount: number) =>
    amount === 0
      ? "No connection to the relay. Nothing waits on this device."
      : `No connection to the relay. ${changes(amount)} ${amount === 1 ? "waits on this device and goes out by itself" : "wait on this device and go out by themselves"}.`,
  stopped: (reason: string) => `The relay turned us away: ${reason}. Everything stays on this device.`,
  damaged: (amount: number) =>
    `${amount === 1 ? "One document" : `${amount} documents`} could not be read. The bytes are kept and the last good state is in use.`,
  export: "Save them as a file",
  waiting: "What waits, and where",
  waitingIn: (amount: number, size: string) => `${changes(amount)}, ${size}`,
  since: (when: string) => `since ${when}`,
  onTheWay: (amount: number) => `${amount} on the way`,
  documents: {
    people: "People",
    directory: "Spaces and teams",
    settings: "Settings of the workspace",
    setup: (space: string) => `Set-up of ${space}`,
    space: (space: string) => `Items of ${space}`,
    text: (item: string) => `Description of ${item}`,
    comments: (item: string) => `Comments on ${item}`,
    public: (item: string) => `Conversation on ${item}`,
    contacts: "Contacts and organisations",
    personal: "Your own views and messages",
  },
  unknown: "Something that has no name here",
  merged: (amount: number) => `${changes(amount)} of others met yours.`,
  showMerged: "Show them",

  shareLocal:
    "It lives only in this browser now. Sharing sends it to the relay that served this page, which keeps a copy, and gives a link for others.",
  shareWarning:
    "There are no accounts yet: whoever has the link and reaches this relay can read and change everything in the workspace. The link cannot be guessed, and it cannot be taken back.",
  shareStart: "Share and get the link",
  shareLink: "Link to this workspace",
  shareCopy: "Copy link",
  shareLoopback: "This relay listens on this computer only, so the link works only here.",
}

export type SyncWords = typeof sync
