/** A part of the relay that keeps something of people besides their account. */
export interface PersonalData {
  /** Names the part in an export. */
  readonly name: string
  /** All that it keeps of a person, to be written as JSON; a promise of it where that takes a while. */
  export(person: string): unknown
  /** Forgets a person; what has to stay names them by an id that leads nowhere. Again is as once. */
  erase(person: string): void
  /** Why somebody cannot be forgotten yet, as a refusal's detail, or null: the last owner of a workspace, for example. */
  whyNotErase?(person: string): string | null
}
