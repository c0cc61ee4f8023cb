/** With more waiting than this, in bytes, a peer is stale: it gets nothing until it has read, then one catch-up. */
export const STALE_BYTES = 1024 * 1024

/** A stale peer is caught up when no more than this waits, in bytes. */
export const DRAINED_BYTES = 64 * 1024

/** With more waiting than this, in bytes, a peer is closed. */
export const OVERFLOW_BYTES = 4 * 1024 * 1024

/** How long a stale peer may go without reading {@link DRAINED_BYTES}, in milliseconds. */
export const STALLED_MILLIS = 30_000

/** How often a stale peer is looked at, in milliseconds. */
export const STALE_CHECK_MILLIS = 50

/** How long an unused room stays, in milliseconds. */
export const IDLE_MILLIS = 30_000

/** How long nobody must have written before a live document is packed, in milliseconds. */
export const QUIET_MILLIS = 5_000

/** The least time between two rounds of presence in one document, in milliseconds. */
export const PRESENCE_MILLIS = 50
