import { newWorkspaceId } from "@weft/model/base/ids"
import type { Example, ExampleOptions } from "@weft/model/example/build-example"
import { cryptographicRandom, wallClock } from "../data/world.ts"
import { language } from "../text/index.ts"
import { spaceHref } from "./addresses.ts"
import { handOver, openWorkspace } from "./open-workspace.ts"

export type WantedExample = Omit<ExampleOptions, "random">
export type WrittenExample = Omit<Example, "documents"> & { readonly file: string }

/** Makes a new local workspace that holds the example, in the language that is spoken, and answers where it is. */
export async function openExample(): Promise<string> {
  const workspace = newWorkspaceId(cryptographicRandom())
  const now = wallClock()
  const zoneMinutes = -new Date(now).getTimezoneOffset()
  const { name, me, myName, space, file } = await build({ workspace, language: language(), now, zoneMinutes })
  const known = { id: workspace, name, relay: null, me, myName, openedAt: now }
  const opened = await openWorkspace(known)
  await opened.mergeFile(file)
  handOver(opened)
  return spaceHref(workspace, space)
}

async function build(wanted: WantedExample): Promise<WrittenExample> {
  const worker = new Worker(new URL("./example-worker.ts", import.meta.url), { type: "module" })
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<WrittenExample>) => resolve(data))
      worker.addEventListener("error", ({ message }) => reject(new Error(message)))
      worker.postMessage(wanted, [])
    })
  } finally {
    worker.terminate()
  }
}
