import { type CivilDate, type RefMonth, formatDate, formatRefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type NewMessage, writeMessages } from '#core/messaging/index'
import { formatMoney } from '#core/money/index'
import { documentsByIds } from '#plugins/receivables/api'
import type { UtilityIdentity } from '#plugins/registry/api'
import { CUT_MESSAGE, DEBTS_MESSAGE } from '../../messages/index.ts'
import { type Reach, messageTermsOn, reaches } from './reach.ts'

interface Telling {
  readonly municipalityId: bigint
  readonly on: CivilDate
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly kind: 'cut_notice' | 'debt_notice' | 'letter'
  readonly debtor_id: bigint
  readonly registration: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly document_id: bigint
  readonly references: readonly RefMonth[]
}

/** Writes to the debtors of some notices, one message each, and ties it to its notice: sets, whatever their number. */
export async function tellDebtors(
  tx: Tx,
  telling: Telling,
  noticeIds: readonly bigint[]
): Promise<void> {
  const { municipalityId, on } = telling
  const rows = await noticesOf(tx, municipalityId, noticeIds)
  const debtorIds = rows.map(({ debtor_id: id }) => id)
  const known = await reaches(tx, { municipalityId, on, debtorIds })
  const told = rows.flatMap((row) => {
    const reach = known.get(row.debtor_id)
    return reach ? [{ row, reach }] : []
  })
  if (!told.length) return
  const shared = await sharedData(tx, telling)
  const ids = told.map(({ row }) => row.document_id)
  const documents = await documentsByIds(tx, municipalityId, ids)
  const written = await writeMessages(
    tx,
    told.map(({ row, reach }): NewMessage => {
      const line = documents.get(row.document_id)?.line ?? null
      return {
        ...{ municipalityId, channel: reach.channel, recipient: reach.address },
        template: row.kind === 'cut_notice' ? CUT_MESSAGE : DEBTS_MESSAGE,
        ...{ recipientName: reach.name, dedupeKey: `dunning/notices/${row.id}` },
        data: { ...dataOf(row, reach), line: line ?? 'da segunda via', ...shared },
      }
    })
  )
  await keep(
    tx,
    told.map(({ row, reach }, index) => ({ noticeId: row.id, reach, messageId: written[index]! }))
  )
}

const noticesOf = (tx: Tx, municipalityId: bigint, ids: readonly bigint[]) =>
  query<Row>(
    tx,
    `select n.id, n.number, n.kind, n.debtor_id, p.registration_number as registration, n.due_on, n.amount_cents,
            n.document_id,
            array(select d.reference from dunning_notice_debts d where d.notice_id = n.id order by d.due_on, d.id) as references
       from dunning_notices n join registry_premises p on p.id = n.premise_id
      where n.municipality_id = ? and n.id = any(?::bigint[]) order by n.id`,
    [municipalityId, ids]
  )

/** What every message of a day says alike. */
export async function sharedData(tx: Tx, { municipalityId, on: date }: Telling) {
  const { proof } = await messageTermsOn(tx, municipalityId, date)
  const { name: utility, sac_phone: phone } = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date },
  })
  return { proof, utility, phone }
}

const dataOf = (row: Row, { name }: Reach) => ({
  ...{ debtor: name, unit: row.registration, number: row.number },
  ...{ bills: billsText(row.references), amount: formatMoney(row.amount_cents) },
  due: formatDate(row.due_on),
})

const MOST = 6

/** `2 contas (09/2026 e 10/2026)`; of many, the first and how many more. */
function billsText(references: readonly RefMonth[]): string {
  const months = [...new Set(references)].map((one) => formatRefMonth(one))
  const shown = months.slice(0, MOST)
  const rest = months.length - shown.length
  const list = rest ? `${shown.join(', ')} e mais ${rest}` : joined(shown)
  return `${references.length} ${references.length === 1 ? 'conta' : 'contas'} (${list})`
}

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} e ${words.at(-1)!}`

interface Kept {
  readonly noticeId: bigint
  readonly reach: Reach
  readonly messageId: bigint
}

async function keep(tx: Tx, kept: readonly Kept[]): Promise<void> {
  await query(
    tx,
    `update dunning_notices n set message_id = u.message, message_channel = u.channel, message_to = u.address,
            message_state = 'waiting'
       from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) as u (id, message, channel, address)
      where n.id = u.id`,
    [
      ...[kept.map(({ noticeId }) => noticeId), kept.map(({ messageId }) => messageId)],
      ...[kept.map(({ reach }) => reach.channel), kept.map(({ reach }) => reach.address)],
    ]
  )
}
