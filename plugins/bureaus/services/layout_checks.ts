import type { CivilDate } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { LAYOUT_KIND } from '../configuration/kinds.ts'
import type { Layout } from '../domain/layout.ts'
import { errors } from '../errors.ts'

export const REMOVALS = ['cancellation', 'exclusion'] as const
export type RemovalOperation = (typeof REMOVALS)[number]

/** The layout of a file that takes titles back: in force on the day, and whether somebody compared it with the manual. */
export interface RemovalLayout {
  readonly operation: RemovalOperation
  readonly key: string
  /** Null: none in force. */
  readonly versionId: bigint | null
  readonly title: string
  readonly isChecked: boolean
}

interface Asked {
  readonly municipalityId: bigint
  readonly bureau: { readonly id: bigint; readonly layout: string }
  readonly today: CivilDate
}

/**
 * Layouts by which a bureau is asked to take titles back in files of their own, which nobody delivered with a contract: none is
 * written by until a person says against which manual it was compared. None where removals are lines of the ordinary file.
 */
export async function removalLayouts(
  tx: Tx,
  { municipalityId, bureau, today }: Asked
): Promise<RemovalLayout[]> {
  const layoutOf = async (key: string) => {
    const version = await inForceWithin(tx, { kind: LAYOUT_KIND, key, municipalityId }, today)
    return version && { versionId: version.id, layout: version.content as unknown as Layout }
  }
  const main = await layoutOf(bureau.layout)
  if (!main) return []
  const found: Omit<RemovalLayout, 'isChecked'>[] = []
  for (const operation of REMOVALS) {
    const key = main.layout.removals?.[operation] ?? bureau.layout
    const used = key === bureau.layout ? main : await layoutOf(key)
    const isOfRemovals = key !== bureau.layout || main.layout.operations.inclusion === ''
    if (!isOfRemovals || used?.layout.operations.exclusion === '') continue
    const title = used?.layout.title ?? key
    found.push({ operation, key, versionId: used?.versionId ?? null, title })
  }
  return withChecks(tx, bureau.id, found)
}

async function withChecks(
  tx: Tx,
  bureauId: bigint,
  found: readonly Omit<RemovalLayout, 'isChecked'>[]
): Promise<RemovalLayout[]> {
  if (found.length === 0) return []
  const rows = await query<{ version: bigint }>(
    tx,
    'select distinct layout_version as version from bureaus_layout_checks where bureau_id = ?',
    [bureauId]
  )
  const checked = new Set(rows.map(({ version }) => version))
  return found.map((one) => ({
    ...one,
    isChecked: one.versionId !== null && checked.has(one.versionId),
  }))
}

/** Removals that wait are marked with what they wait for, or freed of it. @returns the layouts that still are to be compared */
export async function holdUnchecked(tx: Tx, asked: Asked): Promise<RemovalLayout[]> {
  const layouts = await removalLayouts(tx, asked)
  const unchecked = layouts.filter(({ isChecked }) => !isChecked)
  await query(
    tx,
    `update bureaus_movements m set waits_for = u.waits_for, note = u.note
       from (select m.id, case when h.note is not null then 'layout' end as waits_for, h.note
               from bureaus_movements m left join unnest(?::text[], ?::text[]) as h (operation, note) on h.operation = m.operation
              where m.bureau_id = ? and m.state = 'waiting' and not m.is_by_hand) u
      where m.id = u.id and (u.waits_for is not null or m.waits_for = 'layout')
        and (m.waits_for, m.note) is distinct from (u.waits_for, u.note)`,
    [
      unchecked.map(({ operation }) => operation),
      unchecked.map((one) => noteOf(one.title)),
      asked.bureau.id,
    ]
  )
  return unchecked
}

const noteOf = (title: string): string => {
  const error = errors.E_BUREAUS_LAYOUT_UNCHECKED({ title })
  return `${error.code}: ${error.people}`
}
