import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import {
  type BoletoMovement,
  type BoletoOrder,
  writeBoletoRemittance,
} from '../../domain/boletos/remittance_writer.ts'
import { errors } from '../../errors.ts'
import { leaveOutbound } from '../exchange_folder.ts'
import { type BoletoTerms, lockTerms } from './terms.ts'

export interface BoletosSent {
  readonly id: bigint
  readonly sequence: number
  readonly orders: number
  readonly totalCents: bigint
  readonly sentTo: string | null
}

interface Going {
  readonly id: bigint
  readonly boleto_id: bigint
  readonly movement: BoletoMovement
  readonly own_number: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly number: string
  readonly issued_on: CivilDate
  readonly name: string
  readonly taxpayer_id: string | null
  readonly street: string | null
  readonly house: string | null
  readonly district: string | null
  readonly zip_code: string | null
}

const MOST = 50_000

/**
 * One file with all that the bank has to be told of an agreement's boletos: entries, other due dates, and the write-off of those whose
 * document is no longer owed. What was paid before it was ever told is not sent. Errors: E_PAYMENTS_BOLETO_TERMS,
 * E_PAYMENTS_BOLETO_NOTHING, E_PAYMENTS_RECORD_VALUE.
 */
export async function remitBoletos(
  context: ActionContext,
  agreementId: bigint
): Promise<BoletosSent> {
  const { tx, municipalityId } = context
  const terms = await lockTerms(tx, municipalityId, agreementId)
  await dropPaid(context, agreementId)
  await askWriteOffs(context, agreementId)
  const going = await waitingOrders(context, agreementId)
  if (going.length === 0) throw errors.E_PAYMENTS_BOLETO_NOTHING()
  const sequence = terms.last_sequence + 1
  const content = await contentOf(context, { terms, sequence, going })
  const kept = await keep(context, { terms, sequence, going, content })
  await query(tx, 'update payments_boleto_terms set last_sequence = ? where id = ?', [
    ...[sequence, terms.id],
  ])
  await query(
    tx,
    `with told as (
       update payments_boleto_orders set state = 'sent', remittance_id = ? where id = any(?::bigint[]) returning boleto_id, movement)
     update payments_boletos b set state = 'sent' from told
      where b.id = told.boleto_id and told.movement = '01' and b.state = 'waiting'`,
    [kept.id, going.map(({ id }) => id)]
  )
  return { ...kept, sequence, orders: going.length }
}

/** Boletos that were never told to the bank, and whose document is owed no more. */
const dropPaid = ({ tx, municipalityId }: ActionContext, agreementId: bigint) =>
  query(
    tx,
    `with ended as (
       update payments_boletos b set state = 'dropped', news = 'O documento deixou de ser devido antes da remessa'
         from receivables_documents d
        where b.municipality_id = ? and b.agreement_id = ? and b.state = 'waiting' and d.id = b.document_id and d.state <> 'live'
        returning b.id)
     update payments_boleto_orders o set state = 'dropped' from ended where o.boleto_id = ended.id and o.state = 'waiting'`,
    [municipalityId, agreementId]
  )

/** Of registered ones whose document is owed no more, the bank is asked to write them off. */
const askWriteOffs = ({ tx, municipalityId, now, actor }: ActionContext, agreementId: bigint) =>
  query(
    tx,
    `insert into payments_boleto_orders (municipality_id, boleto_id, movement, state, asked_at, user_name)
     select b.municipality_id, b.id, '02', 'waiting', ?, ?
       from payments_boletos b join receivables_documents d on d.id = b.document_id
      where b.municipality_id = ? and b.agreement_id = ? and b.state = 'registered' and d.state <> 'live'
        and not exists (select from payments_boleto_orders o where o.boleto_id = b.id and o.movement = '02'
                         and o.state in ('waiting', 'sent'))
      order by b.id`,
    [now, actor.name, municipalityId, agreementId]
  )

const waitingOrders = ({ tx, municipalityId }: ActionContext, agreementId: bigint) =>
  query<Going>(
    tx,
    `select o.id, o.boleto_id, o.movement, b.own_number, coalesce(o.due_on, b.due_on) as due_on, b.amount_cents, d.number,
            d.issued_on, c.name, c.taxpayer_id, coalesce(c.street, p.street) as street,
            case when c.street is null then p.number else c.number end as house,
            case when c.street is null then p.district else c.district end as district,
            case when c.street is null then p.zip_code else c.zip_code end as zip_code
       from payments_boleto_orders o join payments_boletos b on b.id = o.boleto_id
       join receivables_documents d on d.id = b.document_id
       join registry_customers c on c.id = d.debtor_id
       left join registry_premises p on p.id = d.premise_id
      where o.municipality_id = ? and b.agreement_id = ? and o.state = 'waiting'
      order by o.id limit ${MOST} for update of o`,
    [municipalityId, agreementId]
  )

interface Writing {
  readonly terms: BoletoTerms
  readonly sequence: number
  readonly going: readonly Going[]
}

async function contentOf(
  { tx, municipalityId, now }: ActionContext,
  { terms, sequence, going }: Writing
): Promise<string> {
  const today = await todayIn(tx, municipalityId)
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: today },
  })
  const { content } = writeBoletoRemittance({
    party: {
      ...{ bankCode: terms.agent_code, bankName: terms.agent_name, agreementCode: terms.code },
      ...{ companyName: utility.name, companyId: utility.cnpj, agency: terms.agency },
      ...{ agencyDigit: terms.agency_digit, account: terms.account },
      ...{ accountDigit: terms.account_digit, portfolio: terms.portfolio, kind: terms.kind_code },
      writeOffDays: terms.write_off_days,
    },
    ...{ generatedOn: today, generatedAt: now.toISOString().slice(11, 19).replaceAll(':', '') },
    ...{ sequence, orders: going.map((one) => orderOf(one, terms, utility)) },
  })
  return content
}

const orderOf = (one: Going, terms: BoletoTerms, utility: UtilityIdentity): BoletoOrder => ({
  ...{ movement: one.movement, ownNumber: one.own_number, documentNumber: one.number },
  ...{ issuedOn: one.issued_on, dueOn: one.due_on, amountCents: one.amount_cents },
  companyUse: `B${one.boleto_id}`,
  payer: {
    ...{ name: one.name, taxpayerId: one.taxpayer_id },
    address: [one.street ?? utility.address, one.house].filter(Boolean).join(', '),
    ...{ district: one.district ?? '', zipCode: one.zip_code ?? utility.zip_code },
    ...{ city: utility.city, state: utility.state },
  },
  message: terms.message ?? '',
})

async function keep(
  { tx, municipalityId, now, actor }: ActionContext,
  { terms, sequence, going, content }: Writing & { readonly content: string }
): Promise<Pick<BoletosSent, 'id' | 'totalCents' | 'sentTo'>> {
  const name = `boletos-${terms.agent_code}-${terms.code.replace(/[^A-Za-z0-9]/g, '')}-${String(sequence).padStart(6, '0')}.rem`
  const bytes = new TextEncoder().encode(content)
  const file = await storeFile(tx, {
    ...{ municipalityId, name, mediaType: 'text/plain', createdBy: actor.userId, content: bytes },
  })
  const totalCents = going
    .filter(({ movement }) => movement === '01')
    .reduce((sum, { amount_cents: cents }) => sum + cents, 0n)
  const agreement = { agentCode: terms.agent_code, code: terms.code }
  const sentTo = await leaveOutbound(municipalityId, agreement, { name, content: bytes })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_boleto_remittances (municipality_id, agreement_id, sequence, file_object_id, file_name, sha256, orders,
            total_cents, generated_at, user_name, sent_to) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, terms.agreement_id, sequence, file.id, name, file.sha256, going.length],
      ...[totalCents, now, actor.name, sentTo],
    ]
  )
  return { id: row!.id, totalCents, sentTo }
}
