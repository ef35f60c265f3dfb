import type { CivilDate } from '#core/calendar/index'
import { clock, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query, sha256 } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { Dec } from '#core/money/index'
import { csvLine } from '#core/records/index'
import { NATURES, type RevenueNature } from '../configuration/nature_parameters.ts'
import { historyText } from './histories.ts'

interface ExportedEntry {
  readonly id: bigint
  readonly posted_on: CivilDate
  readonly event: string
  readonly debit_account: string
  readonly credit_account: string
  readonly amount_cents: bigint
  readonly charge_type: string | null
  readonly component: string | null
  readonly agent: string | null
  readonly source_type: string
  readonly source_id: bigint
  readonly history: string | null
}

export interface WrittenExport {
  readonly id: bigint
  readonly name: string
  readonly entries: number
  readonly cents: bigint
}

/** The file's own version: other systems read it by its columns. */
const LAYOUT = '1'
const reais = (cents: bigint) => Dec.ofCents(cents).toFixed(2)

/**
 * Writes what was posted until a day and not handed over yet into a file: each posting is in one file only.
 * @returns null when there is nothing
 */
export async function writeExport(
  tx: Tx,
  { municipalityId, until }: { readonly municipalityId: bigint; readonly until: CivilDate }
): Promise<WrittenExport | null> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('accounting.exports', ?))`, [
    municipalityId,
  ])
  const entries = await unexported(tx, municipalityId, until)
  if (entries.length === 0) return null
  const [{ sequence }] = (await query<{ sequence: number }>(
    tx,
    'select coalesce(max(sequence), 0) + 1 as sequence from accounting_exports where municipality_id = ?',
    [municipalityId]
  )) as [{ sequence: number }]
  const natures = await parameterWithin<RevenueNature[]>(tx, { key: NATURES, municipalityId })
  const { content, hash } = contentOf({ entries, natures, sequence, until })
  const name = `contabilidade-${String(sequence).padStart(6, '0')}.csv`
  const bytes = new TextEncoder().encode(content)
  const file = await storeFile(tx, {
    ...{ municipalityId, name, mediaType: 'text/csv', content: bytes, createdBy: null },
  })
  const cents = entries.reduce((sum, { amount_cents: one }) => sum + one, 0n)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_exports
       (municipality_id, sequence, until_on, entries, debit_cents, credit_cents, file_id, file_name, hash, written_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, sequence, until, entries.length, cents, cents, file.id, name, hash],
      clock.now(),
    ]
  )
  await query(
    tx,
    'update accounting_postings set export_id = ? where municipality_id = ? and id = any(?::bigint[])',
    [row!.id, municipalityId, entries.map(({ id }) => id)]
  )
  return { id: row!.id, name, entries: entries.length, cents }
}

function unexported(tx: Tx, municipalityId: bigint, until: CivilDate): Promise<ExportedEntry[]> {
  return query<ExportedEntry>(
    tx,
    `select p.id, p.posted_on, p.event, p.debit_account, p.credit_account, p.amount_cents, p.source_type, p.source_id,
            f.facts::jsonb ->> 'charge_type' as charge_type, f.facts::jsonb ->> 'component' as component,
            f.facts::jsonb ->> 'agent' as agent, ${historyText('p')} as history
       from accounting_postings p join accounting_facts f on f.id = p.facts_id
      where p.municipality_id = ? and p.export_id is null and p.posted_on <= ?
      order by p.posted_on, p.id`,
    [municipalityId, until]
  )
}

interface Content {
  readonly entries: readonly ExportedEntry[]
  readonly natures: readonly RevenueNature[]
  readonly sequence: number
  readonly until: CivilDate
}

/** Header, map (by nature, source and accounts), annex (each entry) and trailer with the hash of all that stands before it. */
function contentOf({ entries, natures, sequence, until }: Content) {
  const of = (entry: ExportedEntry) =>
    entry.event === 'receipt_settled'
      ? natures.find(
          ({ charge_type: type, component }) =>
            (type === '*' || type === entry.charge_type) && component === entry.component
        )
      : undefined
  const sums = new Map<string, bigint>()
  for (const entry of entries) {
    const found = of(entry)
    const key = csvLine([
      ...['M', formatDate(entry.posted_on), entry.event, found?.nature ?? '', found?.source ?? ''],
      ...[entry.debit_account, entry.credit_account],
    ])
    sums.set(key, (sums.get(key) ?? 0n) + entry.amount_cents)
  }
  const map = [...sums].map(([key, cents]) => `${key.trimEnd()};${reais(cents)}\r\n`)
  const annex = entries.map((entry) =>
    csvLine([
      ...['A', String(entry.id), formatDate(entry.posted_on), entry.event, entry.debit_account],
      ...[entry.credit_account, reais(entry.amount_cents), of(entry)?.nature ?? ''],
      ...[entry.source_type, String(entry.source_id), entry.agent ?? '', entry.history ?? ''],
    ])
  )
  const total = reais(entries.reduce((sum, { amount_cents: cents }) => sum + cents, 0n))
  const head = csvLine(['H', LAYOUT, String(sequence), formatDate(until), String(entries.length)])
  const body = head + map.join('') + annex.join('')
  const hash = sha256(body)
  return { content: body + csvLine(['T', String(entries.length), total, total, hash]), hash }
}
