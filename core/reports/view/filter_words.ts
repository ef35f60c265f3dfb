import { findLabels, showValue } from '#core/records/index'
import type { Request, Viewer } from '../run/asked.ts'

/** The filters in words, as a printed report carries them: `Emitidas de: 01/11/2026`. */
export async function filterWords({ chosen }: Request, viewer: Viewer): Promise<string[]> {
  const used = chosen.filter(({ value }) => value !== null)
  const fields = used.map(({ filter }) => filter)
  const row = Object.fromEntries(used.map(({ filter, value }) => [filter.name, value]))
  const labels = await findLabels(fields, [row] as never, viewer.actor, viewer.within)
  const context = {
    timeZone: viewer.timeZone,
    seesPersonal: true,
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  return used.map(
    ({ filter, value }) => `${filter.label}: ${showValue(filter, value, context).text}`
  )
}
