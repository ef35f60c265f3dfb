import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export type FindingField = 'category' | 'economies' | 'meter_number' | 'address' | 'sewage'

export interface Finding {
  readonly premiseId: bigint
  readonly field: FindingField
  readonly value: string
  readonly foundOn: CivilDate
  readonly readerCode: string | null
}

export interface KeepingFindings {
  readonly municipalityId: bigint
  readonly loadId: bigint | null
  readonly by: string
  readonly at: Date
}

/**
 * Keeps what was found other than the register says, once for each unit, field and value; what the register says already is left
 * out. A category may be said by its code or its name. @returns the ids of the new ones
 */
export async function keepFindings(
  tx: Tx,
  { municipalityId, loadId, by, at }: KeepingFindings,
  findings: readonly Finding[]
): Promise<bigint[]> {
  if (!findings.length) return []
  const rows = await query<{ id: bigint }>(
    tx,
    `insert into readings_findings (municipality_id, premise_id, field, found_value, found_on, reader_code, load_id, recorded_at, recorded_by)
     select ?, f.premise_id, f.field, coalesce(g.code, f.value), f.found_on, f.reader, ?::bigint, ?, ?
       from unnest(?::bigint[], ?::text[], ?::text[], ?::date[], ?::text[]) as f (premise_id, field, value, found_on, reader)
       left join registry_categories g on f.field = 'category' and g.municipality_id = ?
            and (g.code = upper(f.value) or plain_text(g.title) = plain_text(f.value))
     on conflict (premise_id, field, lower(found_value)) where rejected_at is null do nothing returning id`,
    [
      ...[municipalityId, loadId, at, by],
      ...[findings.map(({ premiseId }) => premiseId), findings.map(({ field }) => field)],
      ...[findings.map(({ value }) => value), findings.map(({ foundOn }) => foundOn)],
      ...[findings.map(({ readerCode }) => readerCode), municipalityId],
    ]
  )
  const ids = rows.map(({ id }) => id)
  const same = await query<{ id: bigint }>(
    tx,
    `delete from readings_findings where id in
       (select id from readings_finding_states where id = any(?::bigint[]) and status = 'corrected') returning id`,
    [ids]
  )
  await query(
    tx,
    `update readings_findings f set registered_value = s.current_value from readings_finding_states s
      where s.id = f.id and f.id = any(?::bigint[])`,
    [ids]
  )
  const gone = new Set(same.map(({ id }) => id))
  return ids.filter((id) => !gone.has(id))
}

/** As a device says it, with when it was seen. */
export interface SentFinding {
  readonly registration: string
  readonly field: FindingField
  readonly value: string
  readonly read_at: string
}

/** As `keepFindings`, of premises of a load by their registration numbers; those of no premise of it are left out. */
export async function keepSentFindings(
  tx: Tx,
  keeping: KeepingFindings & { readonly loadId: bigint; readonly readerCode: string },
  sent: readonly SentFinding[]
): Promise<void> {
  if (!sent.length) return
  const rows = await query<{ registration_number: string; premise_id: bigint }>(
    tx,
    `select registration_number, premise_id from readings_load_items where load_id = ? and registration_number = any(?::text[])`,
    [keeping.loadId, sent.map(({ registration }) => registration)]
  )
  const premises = new Map(rows.map((row) => [row.registration_number, row.premise_id]))
  await keepFindings(
    tx,
    keeping,
    sent.flatMap(({ registration, field, value, read_at: at }) => {
      const premiseId = premises.get(registration)
      if (!premiseId) return []
      const foundOn = at.slice(0, 10) as CivilDate
      return [{ premiseId, field, value, foundOn, readerCode: keeping.readerCode }]
    })
  )
}
