import { isRefusal } from "@weft/model/base/result"
import { HOLIDAY_KINDS, type Holiday } from "@weft/model/service/holiday"
import { readHolidayFeed, type FeedWarning } from "@weft/model/service/holiday-feed"
import type { HolidayPlace } from "@weft/model/wire/holidays"
import { createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js"
import { isNoAnswer } from "../../../data/api.ts"
import { askHolidayPlaces, askHolidays } from "../../../data/holidays.ts"
import { makeFileDrop } from "../../../parts/file-drop.ts"
import { chooseFile } from "../../../parts/save-file.ts"
import { language } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { calendarIcon, uploadIcon } from "../../../ui/icons.ts"

export interface HolidaySourceProps {
  /** This year: holidays are taken from the one before, for replays, and for the eight after. */
  readonly year: number
  readonly onHolidays: (holidays: readonly Holiday[]) => void
}

/** Most warnings that are told of one file; the others are of the same kind. */
const MOST_WARNINGS = 6

type Said =
  | { readonly said: "nothing" }
  | {
      readonly said: "sentence"
      readonly text: string
      readonly isFault: boolean
      readonly warnings: readonly FeedWarning[]
    }

/** Where holidays come from: a country's list that the relay has, or an iCalendar file. */
export function HolidaySource(props: HolidaySourceProps): JSX.Element {
  let drop!: HTMLDivElement
  const words = () => serviceHoursWords()
  const [countries, setCountries] = createSignal<readonly HolidayPlace[]>([])
  const [parts, setParts] = createSignal<readonly HolidayPlace[]>([])
  const [country, setCountry] = createSignal("")
  const [part, setPart] = createSignal("")
  const [source, setSource] = createSignal("")
  const [said, setSaid] = createSignal<Said>({ said: "nothing" })
  const say = (text: string, isFault = false, warnings: readonly FeedWarning[] = []) =>
    setSaid({ said: "sentence", text, isFault, warnings })
  const years = () => [props.year - 1, props.year + 8] as const

  onMount(async () => {
    const answer = await askHolidayPlaces(null, language())
    if (isNoAnswer(answer)) say(words().listMissing)
    else setCountries(answer.places)
  })
  const chooseCountry = async (code: string) => {
    setCountry(code)
    setPart("")
    setParts([])
    if (code === "") return
    const answer = await askHolidayPlaces(code, language())
    if (!isNoAnswer(answer) && country() === code) setParts(answer.places)
  }
  const takeList = async () => {
    const place = part() === "" ? country() : `${country()}-${part()}`
    const answer = await askHolidays(place, ...years(), language())
    if (isNoAnswer(answer)) return void say(words().listFailed, true)
    setSource(answer.source)
    setSaid({ said: "nothing" })
    props.onHolidays(answer.days.filter(isHoliday))
  }
  const takeFile = async (file: File | null | undefined) => {
    if (file == null) return
    const feed = readHolidayFeed(await file.text(), ...years())
    if (isRefusal(feed)) {
      const why = feed.reason === "too-many-days" ? words().tooManyDays : words().notCalendar
      return void say(why(file.name), true)
    }
    if (feed.holidays.length === 0) return void say(words().fileEmpty, true, feed.warnings)
    setSource("")
    say(words().fileTaken(feed.holidays.length), false, feed.warnings)
    props.onHolidays(feed.holidays)
  }
  onMount(() => onCleanup(makeFileDrop(drop, { target: () => drop, onFiles: files => void takeFile(files[0]) })))

  return (
    <div ref={drop} class="holiday-source">
      <Show when={countries().length > 0}>
        <Field label={words().country}>
          {attributes => (
            <Select
              attributes={attributes}
              value={country()}
              options={[
                { value: "", label: words().chooseCountry },
                ...countries().map(({ code, name }) => ({ value: code, label: name })),
              ]}
              onValue={code => void chooseCountry(code)}
            />
          )}
        </Field>
        <Show when={parts().length > 0}>
          <Field label={words().part}>
            {attributes => (
              <Select
                attributes={attributes}
                value={part()}
                options={[
                  { value: "", label: words().wholeCountry },
                  ...parts().map(({ code, name }) => ({ value: code, label: name })),
                ]}
                onValue={setPart}
              />
            )}
          </Field>
        </Show>
        <Button icon={calendarIcon} disabled={country() === ""} onClick={() => void takeList()}>
          {words().takeList}
        </Button>
      </Show>
      <Button icon={uploadIcon} onClick={() => void chooseFile(".ics,text/calendar").then(takeFile)}>
        {words().takeFile}
      </Button>
      <span class="holiday-drop">{words().dropFile}</span>
      <div class="holiday-said" role="status">
        <Show when={sentenceIn(said())}>
          {told => (
            <>
              <p data-fault={told().isFault ? "" : undefined}>{told().text}</p>
              <For each={told().warnings.slice(0, MOST_WARNINGS)}>
                {({ warning, name, line }) => <p>{words().left[warning](name, line)}</p>}
              </For>
            </>
          )}
        </Show>
        <Show when={source()}>{text => <p>{text()}</p>}</Show>
      </div>
    </div>
  )
}

function sentenceIn(said: Said): Extract<Said, { said: "sentence" }> | null {
  return said.said === "sentence" ? said : null
}

function isHoliday(day: { readonly kind: string }): day is Holiday {
  return (HOLIDAY_KINDS as readonly string[]).includes(day.kind)
}
