import { expect, test } from "vitest"
import type { SpaceId } from "@weft/model/base/ids"
import { UndoStack, type UndoStep } from "../../../../packages/client/src/data/undo-stack.ts"

function tabStorage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

/** A step that wrote a text of so many letters. */
function step(says: string, letters: number): UndoStep {
  const change = { do: "prose", document: "text/S0/i1", root: "description", text: "a".repeat(letters) } as const
  return {
    space: "S0" as SpaceId,
    says,
    entry: { stamp: 1, replica: "r1", inverses: [{ undoes: change, restore: change }] },
  }
}

test("UNDO-5 a text is among the steps that outlast a reload, the latest first as far as there is room", () => {
  const storage = tabStorage()
  const stack = new UndoStack(storage, "acme")
  for (let number = 0; number < 60; number++) stack.did(step(`text ${number}`, 12_000))
  stack.did(step("too long to be kept", 20_000))
  const again = new UndoStack(storage, "acme")
  let [kept, latest] = [0, ""]
  for (let taken = again.takeUndo(); taken !== undefined; taken = again.takeUndo()) {
    if (kept++ === 0) latest = taken.says
    again.undid(taken)
  }
  expect(latest).toBe("text 59")
  expect(kept).toBeGreaterThan(15)
  expect([...storage.kept.values()].join("").length).toBeLessThan(1_100_000)
  expect(again.takeRedo()?.says).toBe(`text ${60 - kept}`)
  // What is too long to be stored is there as long as the tab is.
  expect(stack.takeUndo()?.says).toBe("too long to be kept")
})
