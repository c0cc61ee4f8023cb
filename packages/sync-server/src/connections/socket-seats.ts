/** How many sockets one person may have: every tab of every device, and programs beside. */
const MOST_PER_PERSON = 64

/** How many sockets may be open that have not said who they are. Each holds some 16 KB and a timer of five seconds. */
const MOST_STRANGERS = 10_000

/** Keeps one person, and all who have not said who they are, from taking all sockets that a relay can hold. */
export class SocketSeats {
  readonly #persons = new Map<string, number>()
  #strangers = 0

  /** Takes a seat for somebody who has not said who they are; null where there is none. */
  stranger(): SocketSeat | null {
    if (this.#strangers >= MOST_STRANGERS) return null
    this.#strangers += 1
    return new SocketSeat(this)
  }

  /** Moves a seat from the strangers to a person; false where they have too many. Nobody in particular has no limit. */
  become(person: string): boolean {
    const taken = this.#persons.get(person) ?? 0
    if (person !== "" && taken >= MOST_PER_PERSON) return false
    this.#strangers -= 1
    this.#persons.set(person, taken + 1)
    return true
  }

  leave(person: string | null): void {
    if (person === null) {
      this.#strangers -= 1
      return
    }
    const left = (this.#persons.get(person) ?? 1) - 1
    if (left > 0) this.#persons.set(person, left)
    else this.#persons.delete(person)
  }
}

/** One socket's place among all. */
export class SocketSeat {
  readonly #seats: SocketSeats
  #person: string | null = null
  #isLeft = false

  constructor(seats: SocketSeats) {
    this.#seats = seats
  }

  /** Says who it is; false where that person has too many sockets. */
  become(person: string): boolean {
    if (this.#isLeft || this.#person !== null || !this.#seats.become(person)) return false
    this.#person = person
    return true
  }

  /** Gives the seat back; twice is once. */
  leave(): void {
    if (this.#isLeft) return
    this.#isLeft = true
    this.#seats.leave(this.#person)
  }
}
