import { buildExample } from "@weft/model/example/build-example"
import { workspaceFileLines } from "@weft/model/exchange/workspace-file"
import { cryptographicRandom } from "../data/world.ts"
import type { WantedExample, WrittenExample } from "./open-example.ts"

/** Builds the example beside the page, so that the page goes on drawing. */
self.addEventListener("message", ({ data }: MessageEvent<WantedExample>) => {
  const { documents, ...example } = buildExample({ ...data, random: cryptographicRandom() })
  const file = [...workspaceFileLines({ workspace: data.workspace, at: data.now }, documents)].join("")
  self.postMessage({ ...example, file } satisfies WrittenExample, { transfer: [] })
})
