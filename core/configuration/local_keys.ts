export interface ItemName {
  readonly kind: string
  readonly key: string
}

/** What stands between the key of an item and the code of the place that a variant of it is of. */
const AT = '@'

/** Key of an item's versions for one place alone. */
export const localKey = (key: string, place: string): string => `${key}${AT}${place}`

/** In a pack's request: every variant of an item, whatever its place. */
export const localKeys = (key: string): string => localKey(key, '*')

/** The place that a key is of; null: the whole municipality. */
export const placeIn = (key: string): string | null => {
  const at = key.indexOf(AT)
  return at < 0 ? null : key.slice(at + 1)
}

/** The item itself, of a key that may be of one place. */
export const baseKey = (key: string): string => key.split(AT, 1)[0]!
