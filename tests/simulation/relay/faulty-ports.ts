import * as Y from "yjs"
import type { LogStore } from "@weft/sync-server/store/log-store"
import type { TamperDisk } from "./device.ts"
import type { Plan } from "./plan.ts"
import type { Tamper } from "./relay-machine.ts"
import type { Oracle } from "./verdict.ts"

/** A port that breaks its contract, and the oracles that have to notice. */
export interface Fault {
  readonly name: string
  readonly brokenBy: readonly Oracle[]
  /** Whether a run may come to where the fault is; all may, where it does not say. */
  readonly suits?: (plan: Plan) => boolean
  readonly tamper?: Tamper
  readonly tamperDisk?: TamperDisk
}

function changed(store: LogStore, change: Partial<LogStore>): LogStore {
  return { ...store, ...change }
}

/** An update of somebody who was never there. */
function updateOfNobody(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getMap("items").set("nobody's", 1)
  return Y.encodeStateAsUpdate(doc)
}

export const FAULTS: readonly Fault[] = [
  {
    name: "a store that answers before it has written",
    brokenBy: ["O2"],
    tamper: store => {
      let before: Promise<void> = Promise.resolve()
      const append: LogStore["append"] = async rows => {
        const writing = before.catch(() => undefined).then(() => new Promise(resolve => setImmediate(resolve)))
        before = writing.then(() => store.append(rows))
        before.catch(() => undefined)
      }
      return changed(store, { append })
    },
  },
  {
    name: "a store that loses the last row of a large batch",
    brokenBy: ["O2"],
    tamper: store => changed(store, { append: rows => store.append(rows.length > 2 ? rows.slice(0, -1) : rows) }),
  },
  {
    name: "a store that calls a full disk a success",
    brokenBy: ["O2", "O4"],
    tamper: store => changed(store, { append: rows => store.append(rows).catch(() => undefined) }),
  },
  {
    name: "a store that packs nothing instead of everything",
    brokenBy: ["O2"],
    suits: ({ steps }) => steps.filter(step => step.do === "type").length > 20,
    tamper: store =>
      changed(store, {
        compact: (document, snapshot) => store.compact(document, { ...snapshot, bytes: new Uint8Array([0, 0]) }),
      }),
  },
  {
    name: "a store that packs more than anybody has written",
    brokenBy: ["O3"],
    suits: ({ steps }) => steps.filter(step => step.do === "type").length > 20,
    tamper: store =>
      changed(store, {
        compact: (document, snapshot) =>
          store.compact(document, { ...snapshot, bytes: Y.mergeUpdates([snapshot.bytes, updateOfNobody()]) }),
      }),
  },
  {
    name: "a store that begins an epoch without what was in the last one",
    brokenBy: ["O2"],
    suits: ({ renewal }) => renewal !== null,
    tamper: store =>
      changed(store, {
        renew: (document, epoch, snapshot, at) =>
          store.renew(document, epoch, { ...snapshot, bytes: new Uint8Array([0, 0]) }, at),
      }),
  },
  {
    name: "a store that writes rows under somebody else's session",
    brokenBy: ["O3"],
    tamper: store =>
      changed(store, { append: rows => store.append(rows.map(row => ({ ...row, session: "somebody-else" }))) }),
  },
  {
    name: "a device that calls written what it has thrown away",
    brokenBy: ["honest"],
    tamperDisk: disk => ({
      ...disk,
      async open(name, lost) {
        const connection = await disk.open(name, lost)
        return {
          write: batch => connection.write(batch.filter(({ write }) => write !== "append")),
          readWorkspace: () => connection.readWorkspace(),
          readDocuments: paths => connection.readDocuments(paths),
          readRows: paths => connection.readRows(paths),
          close: () => connection.close(),
        }
      },
    }),
  },
]
