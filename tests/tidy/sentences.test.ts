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

test("every sentence is in the catalogue", () => {
  const screens = shippedSources.filter(({ path }) => path.endsWith(".tsx") && !path.includes("/src/text/"))
  expect(screens.flatMap(sentencesOf)).toEqual([])
})
