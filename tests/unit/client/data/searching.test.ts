import { expect, test } from "vitest"
import { addComment } from "@weft/model/actions/work"
import type { CommentId, ItemId } from "@weft/model/base/ids"
import type { SearchedTexts } from "../../../../packages/client/src/data/search/found-text.ts"
import { Standings, passOf } from "./standings.ts"
import type { Tab } from "./tab.ts"
import { created, device, ITEMS, relay } from "./world.ts"

/** What is found once all texts of the device are read. */
async function lookFor(tab: Tab, query: string): Promise<SearchedTexts> {
  for (;;) {
    const answer = (await tab.ask(request => ({ do: "search-texts", request, query }))) as SearchedTexts
    if (answer.waiting === 0) return answer
  }
}

const itemsIn = ({ found }: SearchedTexts) => found.map(({ item, of }) => `${of} of ${item}`)

test("FIND-7 texts are found on the device that has them, after a reload too, and leave with the right to read them", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 211, haste: 10 })
  ours.pass = passOf("ann")
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"), {
    do: "prose",
    document: "text/S0/I1",
    root: "description",
    text: "Every supplier has two addresses",
  })
  expect(itemsIn(await lookFor(ann, "addresses"))).toEqual(["description of I1"])
  await ann.perform(addComment, "S0", { id: "C1" as CommentId, item: "I1" as ItemId, text: "The painters know" })
  expect(itemsIn(await lookFor(ann, "painter"))).toEqual(["comments of I1"])
  await ann.safe()
  worker.kill()

  const again = ours.worker().tab("W", { relay: url })
  await again.watch("text/S0/I1", "comments/S0/I1")
  const answer = await lookFor(again, "supplier")
  expect(itemsIn(answer)).toEqual(["description of I1"])
  expect(answer.found[0]!.context).toContainEqual({ text: "supplier", isFound: true })
  expect(answer.searched).toBe(2)
  standings.set("ann", { S0: "none" })
  await again.told("withdrawn", ({ path }) => path === "text/S0/I1")
  await again.told("withdrawn", ({ path }) => path === "comments/S0/I1")
  expect(await lookFor(again, "supplier")).toMatchObject({ found: [], searched: 0 })
})
