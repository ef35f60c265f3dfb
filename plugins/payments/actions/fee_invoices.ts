import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type FeeInvoice, feesOf, lockFeeInvoice } from '../services/fee_invoices.ts'

const PERMISSION = 'payments.fees'

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'payments.fee_invoices', id: BigInt(id) },
})

const registration = vine.create({
  agent_id: rowId(),
  number: vine.string().trim().minLength(1).maxLength(40),
  from_on: civilDay(),
  until_on: civilDay(),
  due_on: civilDay(),
  amount_cents: vine.string().regex(/^\d{1,14}$/),
})

/** The bank's invoice of its tariffs, compared at once with the receipts that it processed (CM-18). */
export const registerFeeInvoice: Action<Infer<typeof registration>, FeeInvoice> = {
  name: 'payments.register_fee_invoice',
  title: 'Registrar fatura de tarifas',
  permission: PERMISSION,
  input: registration,
  labels: {
    ...{ agent_id: 'Agente arrecadador', number: 'Número', from_on: 'De', until_on: 'Até' },
    ...{ due_on: 'Vencimento', amount_cents: 'Valor da fatura' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.fee_invoices', id }),
  async run({ tx, municipalityId }, given) {
    const { from_on: from, until_on: until, number } = given
    if (until < from) throw errors.E_PAYMENTS_PERIOD_BACKWARDS()
    const agentId = BigInt(given.agent_id)
    const [agent] = await query(
      tx,
      'select 1 from payments_agents where municipality_id = ? and id = ?',
      [municipalityId, agentId]
    )
    if (!agent) throw errors.E_PAYMENTS_AGENT_UNKNOWN({ id: given.agent_id })
    const { receipts, cents } = await feesOf(tx, municipalityId, { agentId, from, until })
    const amountCents = BigInt(given.amount_cents)
    const state = amountCents === cents ? 'matching' : 'differing'
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into payments_fee_invoices (municipality_id, agent_id, number, from_on, until_on, due_on, amount_cents, receipts,
         expected_cents, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (municipality_id, agent_id, number) do nothing returning id`,
      [
        ...[municipalityId, agentId, number, from, until, given.due_on, amountCents],
        ...[Number(receipts), cents, state],
      ]
    )
    if (!row) throw errors.E_PAYMENTS_FEE_INVOICE_KNOWN({ number })
    return { id: row.id, number, state, amountCents, differenceCents: amountCents - cents }
  },
  describe: (_, { number, amountCents, differenceCents }) =>
    `Fatura de tarifas ${number} de ${formatMoney(amountCents)}, ${
      differenceCents === 0n ? 'igual ao esperado' : `diferença de ${formatMoney(differenceCents)}`
    }`,
}

const one = vine.create({ id: rowId() })

/** One that differs is approved only with a reason. */
export const approveFeeInvoice: Action<Infer<typeof one>, FeeInvoice> = {
  name: 'payments.approve_fee_invoice',
  title: 'Aprovar',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Fatura' },
  reason: 'optional',
  subject,
  async run({ tx, municipalityId, actor, now, reason }, { id }) {
    const invoice = await lockFeeInvoice(tx, municipalityId, BigInt(id))
    const { state, number } = invoice
    if (state === 'approved' || state === 'paid')
      throw errors.E_PAYMENTS_FEE_INVOICE_DECIDED({ number })
    if (invoice.differenceCents !== 0n && !reason)
      throw errors.E_PAYMENTS_FEE_INVOICE_DIFFERS({
        ...{ number, difference: formatMoney(invoice.differenceCents) },
      })
    await query(
      tx,
      `update payments_fee_invoices set state = 'approved', decided_by = ?, decided_at = ?, decision = ? where id = ?`,
      [actor.name, now, reason, invoice.id]
    )
    return invoice
  },
  describe: (_, { number }) => `Fatura de tarifas ${number} aprovada`,
}

/** The bank has to correct it. */
export const contestFeeInvoice: Action<Infer<typeof one>, FeeInvoice> = {
  name: 'payments.contest_fee_invoice',
  title: 'Contestar',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Fatura' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, actor, now, reason }, { id }) {
    const invoice = await lockFeeInvoice(tx, municipalityId, BigInt(id))
    if (invoice.state === 'paid')
      throw errors.E_PAYMENTS_FEE_INVOICE_DECIDED({ number: invoice.number })
    await query(
      tx,
      `update payments_fee_invoices set state = 'contested', decided_by = ?, decided_at = ?, decision = ? where id = ?`,
      [actor.name, now, reason, invoice.id]
    )
    return invoice
  },
  describe: (_, { number }) => `Fatura de tarifas ${number} contestada`,
}

const payment = vine.create({ id: rowId(), paid_on: civilDay() })

/** Only what was approved is paid. */
export const payFeeInvoice: Action<Infer<typeof payment>, FeeInvoice> = {
  name: 'payments.pay_fee_invoice',
  title: 'Registrar pagamento',
  permission: PERMISSION,
  input: payment,
  labels: { id: 'Fatura', paid_on: 'Paga em' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id, paid_on: on }) {
    const invoice = await lockFeeInvoice(tx, municipalityId, BigInt(id))
    if (invoice.state !== 'approved')
      throw errors.E_PAYMENTS_FEE_INVOICE_UNAPPROVED({ number: invoice.number })
    await query(tx, `update payments_fee_invoices set state = 'paid', paid_on = ? where id = ?`, [
      on,
      invoice.id,
    ])
    return invoice
  },
  describe: ({ paid_on: on }, { number }) =>
    `Fatura de tarifas ${number} paga em ${formatDate(on)}`,
}
