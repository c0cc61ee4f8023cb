/** The shape of a catalogue in another language: the same keys, other words, sentences made of the same parts. */
export type Spoken<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Spoken<Words[Key]>
}
