import type { CivilDate, RefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { documentNumber } from '#plugins/receivables/api'
import { SITE_BILLING } from '../../configuration/site_parameter.ts'

interface Reserving {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly reference: RefMonth
  readonly premiseIds: readonly bigint[]
}

/**
 * The numbers that the invoices of a month will have, of units whose bill a device may print at the door: those that are billed by
 * themselves. Asked again, or of a unit that is refreshed, the number stays. None where bills are not issued at the door.
 */
export async function reserveNumbers(
  tx: Tx,
  { municipalityId, on, reference, premiseIds }: Reserving
): Promise<ReadonlyMap<bigint, string>> {
  const key = SITE_BILLING
  const isOn = await parameterWithin<boolean>(tx, { key, municipalityId, date: on })
  if (!isOn || premiseIds.length === 0) return new Map()
  await query(
    tx,
    `insert into billing_site_numbers (municipality_id, premise_id, reference, document_id)
     select p.municipality_id, p.id, ?, nextval(pg_get_serial_sequence('receivables_documents', 'id'))
       from registry_premises p
      where p.municipality_id = ? and p.id = any(?::bigint[]) and p.kind = 'single'
        and not exists (select from billing_site_numbers n where n.premise_id = p.id and n.reference = ?)
     on conflict do nothing`,
    [reference, municipalityId, [...premiseIds], reference]
  )
  const rows = await query<{ premise_id: bigint; document_id: bigint }>(
    tx,
    'select premise_id, document_id from billing_site_numbers where premise_id = any(?::bigint[]) and reference = ?',
    [[...premiseIds], reference]
  )
  return new Map(rows.map((row) => [row.premise_id, documentNumber(row.document_id)]))
}
