import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { EnumOption } from '#core/records/index'
import { CORRECTION_KINDS } from '../../domain/correction_kinds.ts'
import { ARRANGEMENTS, HOLDS, SETTLEMENTS, STAGES, wordsOf } from '../../records/options.ts'
import type { InvoiceRow } from './invoice_rows.ts'

/** One version of the invoice of a premise and month, with the correction that made it in words. */
export interface InvoiceVersion {
  readonly id: bigint
  readonly number: string
  readonly version: number
  readonly issued_on: CivilDate
  readonly due_on: CivilDate
  readonly total_cents: bigint
  readonly credits_cents: bigint
  readonly billed_m3: string
  readonly settlement: string
  readonly hold: string | null
  readonly status: EnumOption
  readonly correction: string | null
}

interface Row extends Omit<InvoiceVersion, 'status' | 'correction'> {
  readonly kind: string | null
  readonly author_name: string | null
  readonly reason: string | null
  readonly corrected_on: CivilDate | null
  readonly process_title: string | null
}

/** Every version, the first one first. */
export async function versionsOf(
  tx: Tx,
  {
    municipality_id: municipalityId,
    premise_id: premiseId,
    reference,
  }: Pick<InvoiceRow, 'municipality_id' | 'premise_id' | 'reference'>
): Promise<InvoiceVersion[]> {
  const rows = await query<Row>(
    tx,
    `select i.id, i.number, i.version, i.issued_on, i.due_on, i.total_cents, i.credits_cents, i.billed_m3, i.settlement,
            i.hold, c.kind, c.author_name, c.reason, c.corrected_on, c.process_title
       from billing_invoices i left join billing_corrections c on c.id = i.correction_id
      where i.premise_id = ? and i.reference = ? and i.municipality_id = ? order by i.version`,
    [premiseId, reference, municipalityId]
  )
  return rows.map((row) => ({
    ...row,
    status: SETTLEMENTS.find(({ value }) => value === row.settlement)!,
    correction:
      row.kind &&
      `${wordsOf(CORRECTION_KINDS, row.kind)}, ${row.author_name}: ${row.reason}${row.process_title ? ` (${row.process_title})` : ''}`,
  }))
}

/** What a correction did to an invoice that no longer stands, and where to go on. */
export async function endOf(tx: Tx, { id, number, ended_by_id: endedById }: InvoiceRow) {
  if (endedById === null) return null
  const [correction] = await query<{
    author_name: string
    reason: string
    corrected_on: CivilDate
    process_title: string | null
  }>(
    tx,
    'select author_name, reason, corrected_on, process_title from billing_corrections where id = ?',
    [endedById]
  )
  const [successor] = await query<{ id: bigint; number: string }>(
    tx,
    'select id, number from billing_invoices where replaces_id = ? and correction_id = ?',
    [id, endedById]
  )
  const { author_name: by, reason, corrected_on: on, process_title: process } = correction!
  const did = successor ? `substituída pela ${successor.number}` : 'cancelada'
  return {
    text: `Fatura ${number} ${did} em ${formatDate(on)}, por ${by}: ${reason}${process ? ` (${process})` : ''}`,
    successor: successor ?? null,
  }
}

/** The hold that stands, in one sentence. */
export async function holdText(tx: Tx, { id, hold }: InvoiceRow): Promise<string | null> {
  if (hold === null) return null
  const [row] = await query<{
    from_at: Date
    until_on: CivilDate | null
    author_name: string
    reason: string
  }>(
    tx,
    `select from_at, until_on, author_name, reason from billing_invoice_holds
      where invoice_id = ? and released_at is null`,
    [id]
  )
  if (!row) return null
  const until = row.until_on ? `, até ${formatDate(row.until_on)}` : ''
  return `${wordsOf(HOLDS, hold)}${until}, por ${row.author_name} (${row.reason}). Enquanto isso não gera aviso de débito nem corte.`
}

/** How far the recovery of the debt has gone, and whether it is under a plan; null of an ordinary one. */
export function stageText({ stage, arrangement }: InvoiceRow): string | null {
  const words = [
    ...(stage === 'ordinary' ? [] : [wordsOf(STAGES, stage)]),
    ...(arrangement === 'none' ? [] : [wordsOf(ARRANGEMENTS, arrangement)]),
  ]
  return words.length ? `Cobrança: ${words.join(' · ')}` : null
}
