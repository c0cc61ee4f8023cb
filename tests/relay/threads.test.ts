import { writeFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, expect, test } from "vitest"
import { DiskLost } from "@weft/sync-server/store/log-store"
import { ThreadCaller } from "@weft/sync-server/store/thread-calls"
import { RestingThread } from "@weft/sync-server/store/resting-thread"
import { temporaryFolder } from "../support/relay.ts"
import { TestTime } from "./test-world.ts"

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Thread {
  double(number: number): number
  fail(): void
  lose(): void
  die(): void
  close(): void
}

/** A thread of the shape that the store's have. */
function startThread(): ThreadCaller<Thread> {
  const module = join(folder, "thread.ts")
  const store = new URL("../../packages/sync-server/src/store/", import.meta.url)
  writeFileSync(
    module,
    `import { answerCalls } from "${new URL("thread-calls.ts", store)}"
     import { DiskLost } from "${new URL("log-store.ts", store)}"
     answerCalls({
       double: number => number * 2,
       fail() { throw new Error("disk full") },
       lose() { throw new DiskLost("no answer") },
       die() { process.exit(7) },
       close() {},
     })`,
  )
  return new ThreadCaller<Thread>(pathToFileURL(module), {})
}

test("a thread answers in order, and an error in it is one answer and not the end", async () => {
  const thread = startThread()
  const answers = await Promise.allSettled([
    thread.call("double", [2]),
    thread.call("fail", []),
    thread.call("double", [3]),
  ])
  expect(answers.map(answer => (answer.status === "fulfilled" ? answer.value : String(answer.reason)))).toEqual([
    4,
    "Error: disk full",
    6,
  ])
  await expect(thread.call("lose", [])).rejects.toBeInstanceOf(DiskLost)
  await thread.end()
})

test("RELAY-1 a thread that dies leaves nobody waiting: what it was asked, and is asked then, is lost", async () => {
  const thread = startThread()
  expect(await thread.call("double", [2])).toBe(4)
  const asked = [thread.call("die", []), thread.call("double", [1])]
  for (const answer of asked) await expect(answer).rejects.toBeInstanceOf(DiskLost)
  await expect(thread.call("double", [1])).rejects.toThrow("a thread of the store ended: exit 7")
  await thread.end()
})

test("RELAY-1 a thread that dies of what it only computes has lost nothing, and the next question starts another", async () => {
  const thread = new RestingThread<Thread>(startThread, new TestTime())
  const failed = await thread.compute("die", []).catch((error: unknown) => error)
  expect(String(failed)).toContain("a thread of the store ended: exit 7")
  expect(failed).not.toBeInstanceOf(DiskLost)
  expect(await thread.compute("double", [2])).toBe(4)
  await expect(thread.compute("fail", [])).rejects.toThrow("disk full")
  await expect(thread.call("die", [])).rejects.toBeInstanceOf(DiskLost)
  await thread.end()
})

test("a thread that nobody asks anything for a minute ends, and the next question starts another", async () => {
  const time = new TestTime()
  let started = 0
  const thread = new RestingThread<Thread>(() => {
    started += 1
    return startThread()
  }, time)
  expect(thread.isAwake).toBe(false)
  expect(await Promise.all([thread.call("double", [1]), thread.call("double", [2])])).toEqual([2, 4])
  await time.pass(59_000)
  expect(await thread.call("double", [3])).toBe(6)
  await time.pass(59_000)
  expect([started, thread.isAwake]).toEqual([1, true])
  await time.pass(1_000)
  expect(thread.isAwake).toBe(false)
  expect(await thread.call("double", [4])).toBe(8)
  expect(started).toBe(2)
  await thread.end()
})

test("a thread that died is not asked again: the next question goes to another", async () => {
  const thread = new RestingThread<Thread>(startThread, new TestTime())
  await expect(thread.call("die", [])).rejects.toBeInstanceOf(DiskLost)
  expect(await thread.call("double", [4])).toBe(8)
  await thread.end()
})
