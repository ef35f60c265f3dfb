import { LAST_SECTIONS, SECTIONS } from '#config/menu'
import type { MenuEntry } from '#core/kernel/index'

export interface MenuSection {
  readonly title: string
  /** The section of the page, those that the person left open, and the one without a heading. */
  readonly isOpen: boolean
  readonly entries: readonly (MenuEntry & { readonly isCurrent: boolean })[]
}

const HOME: MenuEntry = { title: 'Início', path: '/', permission: '', section: '', icon: 'home' }

/** Place of a section: those of the work in its order, then what nobody ordered, then closing and system. */
function placeOf(title: string): number {
  const last = LAST_SECTIONS.indexOf(title)
  if (last >= 0) return SECTIONS.length + 1 + last
  const place = SECTIONS.indexOf(title)
  return place >= 0 ? place : SECTIONS.length
}

/** Titles of the sections left open, as the browser's own cookie says them. */
export const openSections = (cookie: string | null | undefined): ReadonlySet<string> =>
  new Set((cookie ?? '').split('|').filter(Boolean).map(decoded))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The part of the page's path that is an entry's, by its own path or by that of its tabs; nothing: the page is not its own. */
const shared = (page: string, { path, under }: MenuEntry): number =>
  Math.max(
    ...[path, under].map((one) => (one !== undefined && isUnder(page, one) ? one.length : 0))
  )

/** The menu by section, in the order of config/menu.ts; the entry whose path is the longest start of the page's is current. */
export function menuSections(
  menu: readonly MenuEntry[],
  currentPath: string,
  kept: ReadonlySet<string> = new Set()
): MenuSection[] {
  const entries = [HOME, ...menu]
  const current = entries
    .filter((entry) => shared(currentPath, entry) > 0)
    .sort((a, b) => shared(currentPath, b) - shared(currentPath, a))[0]
  const sections = new Map<string, (MenuEntry & { isCurrent: boolean })[]>()
  for (const entry of entries) {
    const section = sections.get(entry.section) ?? []
    section.push({ ...entry, isCurrent: entry === current })
    sections.set(entry.section, section)
  }
  return [...sections]
    .map(([title, list]) => ({
      title,
      entries: list,
      isOpen: title === '' || kept.has(title) || list.some(({ isCurrent }) => isCurrent),
    }))
    .sort((a, b) => placeOf(a.title) - placeOf(b.title))
}

const isUnder = (page: string, path: string) =>
  path === '/' ? page === '/' : page === path || page.startsWith(`${path}/`)

/** One or two letters for a person: `MA` of Maria Aparecida. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}
