/** Freezes a value and everything it holds, and gives it back. What is frozen already is taken to be frozen all the way. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const name of Object.getOwnPropertyNames(value)) {
    deepFreeze((value as Record<string, unknown>)[name])
  }
  return value
}
