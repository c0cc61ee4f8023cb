import { createSignal, type Accessor, type JSX } from "solid-js"
import { access } from "../../text/access.ts"
import { Field, TextInput } from "../../ui/field.tsx"

/** The fewest characters of a password. */
const PASSWORD_LENGTH = 10

/** What is asked of somebody: the text, and what is wrong with it once they have tried. */
export interface AskedText {
  readonly text: Accessor<string>
  readonly set: (text: string) => void
  readonly wrong: Accessor<string | undefined>
}

/** A form's fields: whether all hold something that will do. */
export interface AskedTexts<Names extends string> {
  readonly fields: Readonly<Record<Names, AskedText>>
  /** Notes that somebody tried, from when on what is wrong is shown; answers whether all will do. */
  readonly tried: () => boolean
}

/** Says what is wrong with a text, or nothing. */
export type Check = (text: string) => string | undefined

export const isThere: Check = text => (text.trim() === "" ? access().fields.missing : undefined)

export const isMail: Check = text =>
  isThere(text) ?? (/^\S+@\S+\.\S+$/.test(text.trim()) ? undefined : access().fields.noMail)

export const isLongEnough: Check = text => (text.length < PASSWORD_LENGTH ? access().fields.passwordShort : undefined)

/** Keeps the texts of a form, each with its first value and its check. */
export function createAskedTexts<Names extends string>(
  asked: Readonly<Record<Names, { readonly first?: string; readonly check: Check }>>,
): AskedTexts<Names> {
  const [wasTried, setTried] = createSignal(false)
  const entries = Object.entries(asked) as [Names, { readonly first?: string; readonly check: Check }][]
  const made = entries.map(([name, { first = "", check }]) => {
    const [text, setText] = createSignal(first)
    const wrong = () => check(text())
    return { name, wrong, field: { text, set: setText, wrong: () => (wasTried() ? wrong() : undefined) } }
  })
  return {
    fields: Object.fromEntries(made.map(({ name, field }) => [name, field])) as unknown as Record<Names, AskedText>,
    tried() {
      setTried(true)
      return made.every(({ wrong }) => wrong() === undefined)
    },
  }
}

type InputProps = Parameters<typeof TextInput>[0]

/** One line of a form about a person: its label, its text and what is wrong with it. */
export function AskedField(
  props: { readonly label: string; readonly of: AskedText; readonly hint?: string } & Partial<InputProps>,
): JSX.Element {
  return (
    <Field label={props.label} hint={props.hint} error={props.of.wrong()} required>
      {attributes => (
        <TextInput
          {...attributes}
          type={props.type ?? "text"}
          autocomplete={props.autocomplete}
          autofocus={props.autofocus}
          readOnly={props.readOnly}
          inputmode={props.inputmode}
          maxLength={200}
          spellcheck={false}
          autocapitalize="off"
          value={props.of.text()}
          onValue={props.of.set}
        />
      )}
    </Field>
  )
}

export function NameField(props: { readonly of: AskedText; readonly autofocus?: boolean }): JSX.Element {
  return (
    <AskedField label={access().fields.name} of={props.of} autocomplete="name" autofocus={props.autofocus ?? false} />
  )
}

export function MailField(props: {
  readonly of: AskedText
  readonly fixed?: boolean
  readonly autofocus?: boolean
}): JSX.Element {
  return (
    <AskedField
      label={access().fields.mail}
      of={props.of}
      type="email"
      inputmode="email"
      autocomplete="username"
      readOnly={props.fixed ?? false}
      autofocus={props.autofocus ?? false}
    />
  )
}

export function NewPasswordField(props: { readonly of: AskedText }): JSX.Element {
  return (
    <AskedField
      label={access().fields.password}
      hint={access().fields.passwordHint}
      of={props.of}
      type="password"
      autocomplete="new-password"
    />
  )
}
