/** The form of the simulation as it was typed; everything is text. */
export interface Typed {
  readonly m3: string
  readonly category: string
  readonly economies: string
  readonly sewage_class: string
  readonly water: string
  readonly profile: string
  readonly metered: string
  readonly connections: string
  readonly taps: string
  readonly meter_size: string
  readonly collection_frequency: string
  readonly waste_profile: string
  readonly previous_read_on: string
  readonly on: string
  readonly draft: string
}

const USUAL: Typed = {
  m3: '',
  category: 'RES',
  economies: '1',
  sewage_class: '',
  water: 'yes',
  profile: 'normal',
  metered: 'yes',
  connections: '1',
  taps: '',
  meter_size: '',
  collection_frequency: '',
  waste_profile: '',
  previous_read_on: '',
  on: '',
  draft: '',
}

/** Boxes of the form, one for each category: how many economies of it. */
export const ECONOMIES_PREFIX = 'economies_'

/** The filled boxes of economies as one text, `RES:2, COM:1`; null where the form has none. */
function countedCategories(given: Readonly<Record<string, unknown>>): string | null {
  const boxes = Object.entries(given).filter(([name]) => name.startsWith(ECONOMIES_PREFIX))
  if (!boxes.length) return null
  const filled = boxes.flatMap(([name, value]) => {
    const count = typeof value === 'string' ? value.trim().slice(0, 9) : ''
    return /^0*$/.test(count) ? [] : [`${name.slice(ECONOMIES_PREFIX.length)}:${count}`]
  })
  return filled.join(', ')
}

/** What was typed, with the usual values where nothing was. */
export function typedIn(given: Readonly<Record<string, unknown>>): Typed {
  const counted = countedCategories(given)
  const entries = Object.entries(USUAL).map(([name, usual]) => {
    const value = given[name]
    return [name, typeof value === 'string' ? value.trim().slice(0, 40) : usual]
  })
  const typed = Object.fromEntries(entries) as unknown as Typed
  return counted === null ? typed : { ...typed, category: counted }
}

/** Economies of each category that was typed, as text. */
export const typedShares = ({ category, economies }: Typed): ReadonlyMap<string, string> =>
  new Map(
    category.split(',').map((one) => {
      const [code = '', count = economies] = one.trim().toUpperCase().split(':')
      return [code.trim(), count.trim()]
    })
  )

const whole = (text: string) => (/^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : text)
const maybe = (text: string) => (text === '' ? null : text)

/** The typed form as a case; several categories are written `RES:2, COM:1`. What is wrong is refused by the case's schema. */
export function caseOf(typed: Typed): unknown {
  const shares = [...typedShares(typed)].map(([category, economies]) => ({
    category,
    economies: whole(economies),
  }))
  return {
    m3: typed.m3.replace(',', '.'),
    categories: shares,
    water: typed.water === 'yes',
    sewage_class: maybe(typed.sewage_class),
    ...(typed.profile ? { profile: typed.profile } : {}),
    metered: typed.metered === 'yes',
    connections: whole(typed.connections),
    taps: typed.taps === '' ? null : whole(typed.taps),
    meter_size: maybe(typed.meter_size),
    collection_frequency: maybe(typed.collection_frequency),
    waste_profile: maybe(typed.waste_profile),
    ...(typed.previous_read_on ? { previous_read_on: typed.previous_read_on } : {}),
  }
}
