import type { ToHistory } from "./history-messages.ts"
import { PastReader } from "./past-reader.ts"

/** Reads a log beside the page, so that a long one does not stall it. */
const reader = new PastReader(
  address => fetch(address, { cache: "no-store" }),
  message => self.postMessage(message, { transfer: [] }),
)
self.addEventListener("message", (event: MessageEvent<ToHistory>) => reader.receive(event.data))
