import { expect, test } from "vitest"
import { fromBase64, toBase64 } from "./base64.ts"
import { below, seededRandom } from "./random.ts"

const bytesOf = (letters: string) => Uint8Array.from(letters, letter => letter.charCodeAt(0))

test("the letters are those of RFC 4648", () => {
  const vectors = {
    "": "",
    f: "Zg==",
    fo: "Zm8=",
    foo: "Zm9v",
    foob: "Zm9vYg==",
    fooba: "Zm9vYmE=",
    foobar: "Zm9vYmFy",
  }
  for (const [plain, letters] of Object.entries(vectors)) expect(toBase64(bytesOf(plain))).toBe(letters)
  expect(toBase64(Uint8Array.of(251, 255, 191))).toBe("+/+/")
})

test("bytes of every length come back", () => {
  const random = seededRandom(64)
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, () => below(256, random))
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  }
})
