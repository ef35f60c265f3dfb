import { stringify } from 'csv-stringify/sync'
import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query, takeIds } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type ForwardedReceipt, takeForwarded } from '#plugins/receivables/api'
import { errors } from '../errors.ts'

export interface Forwarded {
  readonly id: bigint
  readonly sequence: number
  readonly receipts: number
  readonly totalCents: bigint
}

/**
 * One file with all the money for bills of the system before that no file told it of: each payment goes once, and the file is kept
 * as it was made. Errors: E_PAYMENTS_NOTHING_TO_FORWARD.
 */
export async function forwardReceipts(context: ActionContext, system: string): Promise<Forwarded> {
  const { tx, municipalityId, now, actor } = context
  const [id] = await takeIds(tx, 'payments_forwardings', 1)
  const sequence = await nextSequence(context, system)
  const receipts = await takeForwarded(tx, municipalityId, { system, forwardingId: id! })
  if (receipts.length === 0) throw errors.E_PAYMENTS_NOTHING_TO_FORWARD({ system })
  const totalCents = receipts.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const generatedOn = await todayIn(tx, municipalityId)
  const content = contentOf({ system, sequence, generatedOn, receipts, totalCents })
  const name = `recebimentos-${system.replace(/[^\w-]/g, '_')}-${String(sequence).padStart(6, '0')}.csv`
  const file = await storeFile(tx, {
    ...{ municipalityId, name, mediaType: 'text/csv', createdBy: actor.userId },
    content: new TextEncoder().encode(content),
  })
  await query(
    tx,
    `insert into payments_forwardings (id, municipality_id, system, sequence, file_object_id, file_name, sha256, receipts,
       total_cents, generated_at, user_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id!, municipalityId, system, sequence, file.id, name, file.sha256, receipts.length],
      ...[totalCents, now, actor.name],
    ]
  )
  return { id: id!, sequence, receipts: receipts.length, totalCents }
}

/** Two people who make a file at once take turns. */
async function nextSequence(
  { tx, municipalityId }: ActionContext,
  system: string
): Promise<number> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('payments.forwardings', ?))`, [
    municipalityId,
  ])
  const [last] = await query<{ sequence: number }>(
    tx,
    'select coalesce(max(sequence), 0)::int as sequence from payments_forwardings where municipality_id = ? and system = ?',
    [municipalityId, system]
  )
  return last!.sequence + 1
}

interface Content {
  readonly system: string
  readonly sequence: number
  readonly generatedOn: CivilDate
  readonly receipts: readonly ForwardedReceipt[]
  readonly totalCents: bigint
}

const reais = (cents: bigint): string => `${cents / 100n},${String(cents % 100n).padStart(2, '0')}`

/** Header (0), a line for each payment (1) and the control totals (9). */
function contentOf({ system, sequence, generatedOn, receipts, totalCents }: Content): string {
  const lines = receipts.map((one, index) => [
    ...['1', index + 1, one.number, one.groupCode, one.premiseKey, one.barcode, one.txid],
    ...[reais(one.billCents), one.dueOn, reais(one.amountCents), one.paidOn, one.creditedOn],
    ...[one.agentCode, one.channel, reais(one.feeCents), one.authentication, one.endToEndId],
  ])
  return stringify(
    [['0', system, sequence, generatedOn], ...lines, ['9', receipts.length, reais(totalCents)]],
    { delimiter: ';', record_delimiter: '\r\n' }
  )
}
