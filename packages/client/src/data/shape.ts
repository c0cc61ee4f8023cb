/** Whether a value that came from outside is what its type says. What is more than that passes. */
export type Shape<Value> = (value: unknown) => value is Value

export const isText: Shape<string> = (value): value is string => typeof value === "string"

export const isNumber: Shape<number> = (value): value is number => typeof value === "number"

export const isFlag: Shape<boolean> = (value): value is boolean => typeof value === "boolean"

export const isNull: Shape<null> = (value): value is null => value === null

/** Anything at all, for answers that nobody reads. */
export const isAnything: Shape<unknown> = (_value): _value is unknown => true

/** One of the words of a list. */
export function isWordOf<Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value): value is Word => words.some(word => word === value)
}

export function isEither<One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One | Other> {
  return (value): value is One | Other => one(value) || other(value)
}

export function isMaybe<Value>(shape: Shape<Value>): Shape<Value | null> {
  return isEither(shape, isNull)
}

export function isListOf<Value>(shape: Shape<Value>): Shape<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every(shape)
}

export function isRecordOf<Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return (value): value is Readonly<Record<string, Value>> =>
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(shape)
}

/** An object whose fields each have a shape. The compiler sees to it that none of the type is left out. */
export function isObject<Value extends object>(fields: {
  readonly [Key in keyof Value]-?: Shape<Value[Key]>
}): Shape<Value> {
  const shapes = Object.entries(fields) as [string, Shape<unknown>][]
  return (value): value is Value =>
    typeof value === "object" &&
    value !== null &&
    shapes.every(([field, shape]) => shape((value as Readonly<Record<string, unknown>>)[field]))
}
