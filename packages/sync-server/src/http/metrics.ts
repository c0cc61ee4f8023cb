import { timingSafeEqual } from "node:crypto"
import { Hono } from "hono"
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"
import type { Meter } from "../ports.ts"

/** What is read off at the moment when somebody asks. */
export interface Readings {
  documents(): number
  sockets(): number
  /** Updates that have come in and are not on disk yet. */
  waitingUpdates(): number
}

/** A relay's own figures, in the form that Prometheus reads. Nothing in them names a person or a document. */
export interface Metrics {
  readonly meter: Meter
  /** Says where to read off the gauges; before that they are absent. */
  watch(readings: Readings): void
  text(): Promise<string>
}

const COMMIT_SECONDS = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.05, 0.25, 1, 5]
const COMMIT_UPDATES = [1, 2, 4, 8, 16, 64, 256, 1024]

export function createMetrics(): Metrics {
  const figures = new Registry()
  collectDefaultMetrics({ register: figures })
  const registers = [figures]
  const frames = new Counter({
    name: "weft_frames_total",
    help: "Frames of the channel protocol, by kind and direction.",
    labelNames: ["direction", "kind"],
    registers,
  })
  const bytes = new Counter({
    name: "weft_frame_bytes_total",
    help: "Bytes of these frames.",
    labelNames: ["direction"],
    registers,
  })
  const commits = new Histogram({
    name: "weft_commit_seconds",
    help: "How long a commit to disk took, with its fsync.",
    buckets: COMMIT_SECONDS,
    registers,
  })
  const sizes = new Histogram({
    name: "weft_commit_updates",
    help: "How many updates one commit took.",
    buckets: COMMIT_UPDATES,
    registers,
  })
  const failures = new Counter({ name: "weft_commit_failures_total", help: "Commits that were refused.", registers })
  const refusals = new Counter({
    name: "weft_refusals_total",
    help: "Updates and joins that were refused, by reason.",
    labelNames: ["reason"],
    registers,
  })
  const closes = new Counter({
    name: "weft_closes_total",
    help: "Sockets that the relay closed, by reason.",
    labelNames: ["reason"],
    registers,
  })

  return {
    meter: {
      frame(direction, kind, size) {
        frames.inc({ direction, kind })
        bytes.inc({ direction }, size)
      },
      committed(updates, millis) {
        commits.observe(millis / 1000)
        sizes.observe(updates)
      },
      notCommitted: () => failures.inc(),
      refused: reason => refusals.inc({ reason }),
      closed: reason => closes.inc({ reason }),
    },
    watch(readings) {
      const read = (name: string, help: string, value: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(value())
          },
        })
      read("weft_documents", "Documents in memory.", readings.documents)
      read("weft_sockets", "Open sockets.", readings.sockets)
      read("weft_waiting_updates", "Updates that wait for the disk.", readings.waitingUpdates)
    },
    text: () => figures.metrics(),
  }
}

/**
 * Serves the figures to whoever has the token. Without one there is no such
 * address: behind a proxy on the same machine every request looks like our own.
 */
export function metricsDoor(metrics: Metrics, token: string | null): Hono {
  const app = new Hono()
  if (token === null) return app
  app.get("/metrics", async context => {
    if (!isSame(context.req.header("authorization") ?? "", `Bearer ${token}`))
      return context.text("Not for you.\n", 401)
    return context.text(await metrics.text(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" })
  })
  return app
}

/** Compares without telling by its time how much was right. */
function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)]
  return left.length === right.length && timingSafeEqual(left, right)
}
