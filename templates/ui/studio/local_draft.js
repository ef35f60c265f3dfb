/*
 * What a person typed and has not saved, kept in this browser for their eyes: an error of the network, a closed window
 * or an ended session lose nothing. One entry per person and version.
 */
const PREFIX = 'studio:'
const MAX_AGE_MS = 30 * 24 * 3600_000

/** @param {{ person: string, item: string }} owner */
export function localDraft({ person, item }) {
  const name = `${PREFIX}${person}:${item}`
  forgetOld()
  return {
    /** `{ text, at }`, or null. */
    read() {
      try {
        return JSON.parse(localStorage.getItem(name))
      } catch {
        return null
      }
    },
    write(text) {
      try {
        localStorage.setItem(name, JSON.stringify({ text, at: Date.now() }))
      } catch {
        // A full store keeps nothing; the page itself still holds the text.
      }
    },
    clear: () => localStorage.removeItem(name),
  }
}

function forgetOld() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    try {
      if (Date.now() - JSON.parse(localStorage.getItem(name)).at > MAX_AGE_MS)
        localStorage.removeItem(name)
    } catch {
      localStorage.removeItem(name)
    }
  }
}

/** Whether two texts hold the same JSON, whatever the order of their keys. */
export function isSame(left, right) {
  try {
    return JSON.stringify(JSON.parse(left, sorted)) === JSON.stringify(JSON.parse(right, sorted))
  } catch {
    return false
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const sorted = (_, value) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
