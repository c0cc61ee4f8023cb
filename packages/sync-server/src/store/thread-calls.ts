import { parentPort, Worker, type Transferable } from "node:worker_threads"
import { assert } from "@weft/model/base/assert"
import { DiskLost } from "./log-store.ts"

/** What can be asked of a thread: names with the functions that answer there. */
export type Calls<Type> = { readonly [Name in keyof Type]: (...args: never[]) => unknown }

interface Request {
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
}

type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly isLost: boolean } }

interface Pending {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Asks a thread, from the one that started it. Answers come in the order of the questions. */
export class ThreadCaller<Thread extends Calls<Thread> & { close(): void }> {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #died: DiskLost | null = null

  /** Starts the thread of a module that ends in {@link answerCalls}. */
  constructor(module: URL, workerData: unknown) {
    this.#worker = new Worker(module, { workerData })
    this.#worker.unref()
    this.#worker.on("message", (reply: Reply) => this.#settle(reply))
    this.#worker.on("error", (error: Error) => this.#die(error))
    this.#worker.on("exit", code => this.#die(new Error(`exit ${code}`)))
  }

  /**
   * Resolves with the thread's answer, or rejects with its error. A thread that
   * died rejects everything with {@link DiskLost}: it may have been writing.
   * What is transferred cannot be used here any more.
   */
  call<Name extends keyof Thread & string>(
    name: Name,
    args: Parameters<Thread[Name]>,
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<Thread[Name]>>> {
    if (this.#died !== null) return Promise.reject(this.#died)
    const id = ++this.#lastId
    // While an answer is awaited, the process has something to stay for.
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject })
      this.#worker.postMessage({ id, name, args } satisfies Request, transfer)
    })
  }

  /** Whether the thread ended by itself. It never answers again. */
  get hasDied(): boolean {
    return this.#died !== null
  }

  /** Lets what was asked be answered, then ends the thread. */
  async end(): Promise<void> {
    const args = [] as unknown as Parameters<Thread["close"]>
    // A thread that died has nothing left to close.
    await this.call("close", args).catch(() => {})
    await this.#worker.terminate()
  }

  #settle(reply: Reply): void {
    const waiting = this.#pending.get(reply.id)
    assert(waiting !== undefined, "a thread answers what it was asked")
    this.#pending.delete(reply.id)
    if (this.#pending.size === 0) this.#worker.unref()
    if ("result" in reply) return waiting.resolve(reply.result)
    const { message, isLost } = reply.error
    waiting.reject(isLost ? new DiskLost(message) : new Error(message))
  }

  #die(cause: Error): void {
    this.#died ??= new DiskLost(`a thread of the store ended: ${cause.message}`, { cause })
    for (const { reject } of this.#pending.values()) reject(this.#died)
    this.#pending.clear()
  }
}

/** Answers what {@link ThreadCaller} asks, one after the other, in the thread that it started. */
export function answerCalls<Thread extends Calls<Thread>>(calls: Thread): void {
  const port = parentPort
  assert(port !== null, "calls are answered in a thread")
  port.on("message", ({ id, name, args }: Request) => {
    try {
      const answer = calls[name as keyof Thread] as unknown as (...given: readonly unknown[]) => unknown
      port.postMessage({ id, result: answer(...args) } satisfies Reply)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      port.postMessage({ id, error: { message, isLost: error instanceof DiskLost } } satisfies Reply)
    }
  })
}

/** The bytes in a buffer of their own, which can be given away. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(new ArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
