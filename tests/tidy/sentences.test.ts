import { expect, test } from "vitest"
import { sentencesOf } from "./sentences.ts"
import { shippedSources, sourceOf } from "./source.ts"

test("text for people is found wherever JSX can hold it", () => {
  const text = `
    export const Part = (props: { open: boolean; name: string }) => (
      <section class="part" aria-label="A label" data-state="open">
        Don't write here
        {props.open ? "Open" : props.name}
        {props.open && "shown"}
        {\`\${props.name} of many\`}
        <input placeholder={"Type"} type="text" title={props.name} />
        <b>Weft</b> · 12 % {props.name}
        {t("catalogue.key")}
      </section>
    )
  `
  const found = sentencesOf(sourceOf("a.tsx", text)).map(sentence => sentence.replace(/^a\.tsx:\d+ /, ""))
  expect(found.toSorted()).toEqual(["A label", "Don't write here", "Open", "Type", "of many", "shown"])
})

test("text for people is found wherever code hands it to an element or a reader", () => {
  const text = `
    element.setAttribute("aria-label", "A name")
    element.setAttribute("class", "not shown")
    element.textContent = open ? "Opened" : words.closed
    document.title = name + " "
    announce("Said aloud")
    showToast({ text: "A message", icon })
    new Editor({ attributes: { role: "textbox", "aria-label": "A field" } })
  `
  const found = sentencesOf(sourceOf("a.ts", text)).map(sentence => sentence.replace(/^a\.ts:\d+ /, ""))
  expect(found.toSorted()).toEqual(["A field", "A message", "A name", "Opened", "Said aloud"])
})

test("every sentence is in the catalogue", () => {
  const screens = shippedSources.filter(
    ({ path }) => path.includes("client/src/") && !path.includes("/src/text/") && /\.tsx?$/.test(path),
  )
  expect(screens.length).toBeGreaterThan(300)
  expect(screens.flatMap(sentencesOf)).toEqual([])
})
