import { readTrello } from "@weft/model/exchange/trello/read"

/** Reads one file beside the page, so that a board of many megabytes does not stall it. */
self.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
  self.postMessage(readTrello(new Uint8Array(event.data)), { transfer: [] })
})
