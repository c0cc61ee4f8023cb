import { expect, test } from "vitest"
import { wordDifference } from "@weft/model/history/word-difference"

test("HISTORY-4 a text is compared word by word", () => {
  expect(wordDifference("Paint the door red.", "Paint both doors red!")).toEqual([
    { run: "same", text: "Paint " },
    { run: "gone", text: "the" },
    { run: "new", text: "both" },
    { run: "same", text: " " },
    { run: "gone", text: "door" },
    { run: "new", text: "doors" },
    { run: "same", text: " red" },
    { run: "gone", text: "." },
    { run: "new", text: "!" },
  ])
})

test("HISTORY-4 a difference holds both texts whole, whatever they are", () => {
  let texts = [""]
  for (let length = 0; length < 4; length++)
    texts = [...new Set(texts.flatMap(text => [text, ...["a", "b ", ", "].map(part => text + part)]))]
  for (const before of texts)
    for (const after of texts) {
      const runs = wordDifference(before, after)
      const without = (left: string) => runs.filter(({ run }) => run !== left).map(({ text }) => text)
      expect(without("new").join(""), `${before} → ${after}`).toBe(before)
      expect(without("gone").join(""), `${before} → ${after}`).toBe(after)
    }
})

test("HISTORY-4 texts too long to compare are told as replaced between what they share", () => {
  const many = (word: string) => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`).join(" ")
  const runs = wordDifference(`start ${many("a")} end`, `start ${many("b")} end`)
  expect(runs.map(({ run }) => run)).toEqual(["same", "gone", "new", "same"])
})
