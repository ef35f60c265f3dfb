const last = new Map<string, Promise<unknown>>()

/**
 * Works one after the other for each key within this process, before any of them takes a connection: what waits for the
 * turn of the receivables holds one each, and a burst of notices would take them all.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => undefined)
  last.set(key, settled)
  try {
    return await mine
  } finally {
    if (last.get(key) === settled) last.delete(key)
  }
}
