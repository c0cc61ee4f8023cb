import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Contestant } from "./contestants.ts"
import { Latencies } from "./latencies.ts"
import type { Connected, Order, Written } from "./load-process.ts"
import { microsNow } from "./marked-updates.ts"

const LOAD_PROCESS = fileURLToPath(new URL("./load-process.ts", import.meta.url))

/** So many documents with so many clients in each, one document for every client. */
export interface Shape {
  readonly documents: number
  readonly clientsPerDocument: number
}

/** What a crowd wrote, and what of it came. */
export interface Traffic {
  readonly sent: number
  readonly delivered: number
  /** What came of what should have, from 0 to 1. */
  readonly share: number
  readonly latencies: Latencies
  readonly acknowledgements: Latencies
}

export interface Pace {
  readonly perSecond: number
  readonly warmMillis: number
  readonly millis: number
  readonly drainMillis?: number
}

interface LoadProcess {
  readonly child: ChildProcess
  readonly ended: Promise<unknown>
}

/** Clients of one server, spread over a few processes so that they are not what is measured. */
export class Crowd {
  readonly #processes: readonly LoadProcess[]
  #readersPerWriter = 0

  constructor(processes: number) {
    this.#processes = Array.from({ length: processes }, () => {
      const child = fork(LOAD_PROCESS, [], { stdio: ["ignore", "inherit", "inherit", "ipc"] })
      return { child, ended: once(child, "exit") }
    })
  }

  /** Brings clients into documents of their shape, and waits until they have them open. */
  async enter(
    server: Contestant,
    { documents, clientsPerDocument }: Shape,
    options: Entering = {},
  ): Promise<Connected> {
    const { prefix = "d", firstWriter = 0 } = options
    this.#readersPerWriter = clientsPerDocument - 1
    const clients = Array.from({ length: documents * clientsPerDocument }, (_, number) => ({
      documents: [documentName(`${prefix}${number % documents}`)],
      writer: firstWriter + number,
    }))
    return this.connect(server, clients, options)
  }

  /** Connects clients that have several documents open each. */
  async connect(server: Contestant, clients: readonly ClientPlan[], options: Entering = {}): Promise<Connected> {
    const { dialect, url } = server
    const { atATime = 50, padding = 5 } = options
    const share = (place: number) => clients.filter((_, number) => number % this.#processes.length === place)
    const answers = await this.#all<Connected>(place => ({
      do: "connect",
      dialect,
      url,
      clients: share(place),
      atATime,
      padding,
    }))
    return {
      millis: Math.max(...answers.map(answer => answer.millis)),
      bytes: answers.reduce((sum, answer) => sum + answer.bytes, 0),
      failed: answers.reduce((sum, answer) => sum + answer.failed, 0),
    }
  }

  /** Lets every client write at a pace and counts what comes to the others in its document. */
  async write({ perSecond, warmMillis, millis, drainMillis = 3_000 }: Pace): Promise<Traffic> {
    const from = microsNow() + 50_000
    const countFrom = from + warmMillis * 1000
    const to = countFrom + millis * 1000
    const answers = await this.#all<Written>(() => ({ do: "write", perSecond, from, countFrom, to, drainMillis }))
    const [latencies, acknowledgements] = [new Latencies(), new Latencies()]
    for (const answer of answers) {
      latencies.addAll(new Latencies(answer.latencies))
      acknowledgements.addAll(new Latencies(answer.acknowledgements))
    }
    const sent = answers.reduce((sum, answer) => sum + answer.sent, 0)
    const delivered = answers.reduce((sum, answer) => sum + answer.delivered, 0)
    const wanted = sent * this.#readersPerWriter
    return { sent, delivered, share: wanted === 0 ? 1 : delivered / wanted, latencies, acknowledgements }
  }

  /** Every client sends so many updates to each of its documents, each when those before it are taken. */
  async fill(updates: number, atATime = 20): Promise<void> {
    await this.#all(() => ({ do: "fill", updates, atATime }))
  }

  /** Stops reading at the first clients of every process. */
  async pause(clients: number): Promise<void> {
    await this.#all(() => ({ do: "pause", clients }))
  }

  /** Leaves everybody connected and silent; who comes after is on their own. */
  async forget(): Promise<void> {
    await this.#all(() => ({ do: "forget" }))
  }

  /** Drops every socket. */
  async leave(): Promise<void> {
    await this.#all(() => ({ do: "close" }))
  }

  end(): void {
    for (const { child } of this.#processes) child.disconnect()
  }

  async #all<Answer>(orderFor: (place: number) => Order): Promise<Answer[]> {
    return Promise.all(
      this.#processes.map(async ({ child, ended }, place) => {
        const answered = once(child, "message") as Promise<[Answer]>
        child.send(orderFor(place))
        const answer = await Promise.race([answered, ended.then(() => null)])
        if (answer === null) throw new Error("a load process ended")
        return answer[0]
      }),
    )
  }
}

export interface ClientPlan {
  readonly documents: readonly string[]
  readonly writer: number
}

export interface Entering {
  readonly prefix?: string
  readonly firstWriter?: number
  readonly atATime?: number
  readonly padding?: number
}

/** A document name that all contestants take. */
export function documentName(id: string): string {
  return `bench/space/${id}`
}
