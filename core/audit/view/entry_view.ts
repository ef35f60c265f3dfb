import type { Json, JsonObject } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { type ViewContext, seesPersonal, trailChanges } from '#core/records/index'

interface Entry {
  readonly action: string
  readonly subject_type: string | null
  readonly payload: string
}

/** What an entry keeps, for people: each field before and after, and the data as stored; personal data only for who sees it. */
export async function entryView(
  { action, subject_type: name, payload }: Entry,
  context: ViewContext
) {
  const data = JSON.parse(payload) as JsonObject
  const type = name ? registries().records.find(name) : undefined
  const hidden = new Set(
    registries()
      .records.all()
      .filter((one) => !seesPersonal(context.actor, one))
      .flatMap(({ fields }) => fields.filter(({ isPersonal }) => isPersonal))
      .map((field) => field.name)
  )
  return {
    changes: type ? await trailChanges(type, data.trail, { ...context, action }) : [],
    payload: JSON.stringify(masked(data, hidden), null, 2),
  }
}

function masked(value: Json, hidden: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((item) => masked(item, hidden))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      hidden.has(key) && item !== null && typeof item !== 'object' ? '•••' : masked(item, hidden),
    ])
  )
}
