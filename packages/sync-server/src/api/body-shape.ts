/** Reads one value of a request's body, or throws {@link Misfit} with the path of what does not fit. */
export type Shape<T> = (value: unknown, path: string) => T

/** What a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

/** What a shape throws; it never leaves {@link readShape}. */
class Misfit extends Error {}

/** What comes instead of a value: which field is wrong, and how. */
export interface Unfit {
  readonly unfit: string
}

/** Reads a body strictly: a field too many is as wrong as one too few, since whoever sent it meant something by it. */
export function readShape<T>(shape: Shape<T>, body: unknown): T | Unfit {
  try {
    return shape(body, "")
  } catch (error) {
    if (error instanceof Misfit) return { unfit: error.message }
    throw error
  }
}

export function isUnfit(value: unknown): value is Unfit {
  return typeof value === "object" && value !== null && "unfit" in value
}

/** A text of at least one and at most so many letters, blanks at its ends taken off. */
export function line(most: number): Shape<string> {
  return (value, path) => {
    const text = typeof value === "string" ? value.trim() : ""
    return text !== "" && text.length <= most ? text : misfit(path, `a text of 1 to ${most} letters`)
  }
}

/** What stands in document names: of a workspace, a space, a member. */
export const identifier: Shape<string> = (value, path) =>
  typeof value === "string" && /^[0-9A-Za-z_-]{1,64}$/.test(value) ? value : misfit(path, "an id")

/** A whole number, not negative. */
export const count: Shape<number> = (value, path) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : misfit(path, "a whole number")

export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value, path) => words.find(word => word === value) ?? misfit(path, `one of ${words.join(", ")}`)
}

/** The shape, or null for nothing; it has to be said. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path))
}

export function listOf<T>(shape: Shape<T>, most: number): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) return misfit(path, `a list of at most ${most}`)
    return value.map((entry, index) => shape(entry, `${path}[${index}]`))
  }
}

/** An object with these fields and no others. */
export function fields<Shapes extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: Shapes,
): Shape<{ readonly [Name in keyof Shapes]: Shaped<Shapes[Name]> }> {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return misfit(path, "an object")
    const at = (name: string) => (path === "" ? name : `${path}.${name}`)
    const unknown = Object.keys(value).find(name => !Object.hasOwn(shapes, name))
    if (unknown !== undefined) return misfit(at(unknown), "no such field")
    const given = value as Readonly<Record<string, unknown>>
    const read = Object.entries(shapes).map(([name, shape]) => [
      name,
      shape(Object.hasOwn(given, name) ? given[name] : undefined, at(name)),
    ])
    return Object.fromEntries(read) as { [Name in keyof Shapes]: Shaped<Shapes[Name]> }
  }
}

/** The first of two objects whose field is there. */
export function either<One, Other>(field: string, one: Shape<One>, other: Shape<Other>): Shape<One | Other> {
  return (value, path) =>
    typeof value === "object" && value !== null && Object.hasOwn(value, field) ? one(value, path) : other(value, path)
}

function misfit(path: string, wanted: string): never {
  throw new Misfit(`${path === "" ? "body" : path}: ${wanted}`)
}
