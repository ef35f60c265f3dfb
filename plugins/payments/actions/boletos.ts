import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type Registered, registerBoletos } from '../services/boletos/register.ts'
import { type BoletosSent, remitBoletos } from '../services/boletos/remit.ts'
import { printBoleto } from '../services/boletos/print.ts'

const PERMISSION = 'payments.boletos'
const BOLETOS = 'payments.boletos'

const wanted = vine.create({
  agreement_id: rowId(),
  documents: vine.string().trim().maxLength(20_000).optional(),
  due_from: civilDay().optional(),
  due_until: civilDay().optional(),
  least_cents: vine
    .string()
    .regex(/^\d{1,13}$/)
    .transform((value) => BigInt(value))
    .optional(),
})

/** Invoices, or any other document still owed, become boletos of a bank. */
export const registerBoletosAction: Action<Infer<typeof wanted>, Registered & { id: bigint }> = {
  name: 'payments.register_boletos',
  title: 'Emitir boletos',
  permission: PERMISSION,
  input: wanted,
  labels: {
    ...{ agreement_id: 'Convênio', documents: 'Documentos', due_from: 'Vencem desde' },
    ...{ due_until: 'Vencem até', least_cents: 'A partir do valor' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: BOLETOS, id }),
  async run(context, given) {
    const made = await registerBoletos(context, {
      agreementId: BigInt(given.agreement_id),
      numbers: (given.documents ?? '').split(/[\s,;]+/).flatMap((text) => {
        const digits = text.replace(/\D/g, '')
        return digits === '' ? [] : [digits]
      }),
      ...{ dueFrom: given.due_from ?? null, dueUntil: given.due_until ?? null },
      leastCents: given.least_cents ?? 0n,
    })
    return { ...made, id: made.firstId }
  },
  describe: (_, { boletos, totalCents }) =>
    `${boletos} ${boletos === 1 ? 'boleto emitido' : 'boletos emitidos'}, ${formatMoney(totalCents)}: vão na próxima remessa`,
}

const of = vine.create({ agreement_id: rowId() })

export const remitBoletosAction: Action<Infer<typeof of>, BoletosSent> = {
  name: 'payments.remit_boletos',
  title: 'Gerar remessa de boletos',
  permission: PERMISSION,
  input: of,
  labels: { agreement_id: 'Convênio' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.boleto_remittances', id }),
  run: (context, { agreement_id: id }) => remitBoletos(context, BigInt(id)),
  describe: (_, { sequence, orders, totalCents, sentTo }) =>
    `Remessa NSA ${sequence} com ${orders} ${orders === 1 ? 'movimento' : 'movimentos'}, entradas de ${formatMoney(totalCents)}${sentTo ? `, deixada em ${sentTo}` : ''}`,
}

const one = vine.create({ id: rowId() })
const moved = vine.create({ id: rowId(), due_on: civilDay() })
const about = ({ id }: { readonly id: number }) => ({ type: BOLETOS, id: BigInt(id) })

interface Boleto {
  readonly id: bigint
  readonly own_number: string
  readonly state: string
}

/** @throws BusinessError E_PAYMENTS_BOLETO_STATE */
async function standing({ tx, municipalityId }: ActionContext, id: number): Promise<Boleto> {
  const [boleto] = await query<Boleto>(
    tx,
    'select id, own_number, state from payments_boletos where municipality_id = ? and id = ? for update',
    [municipalityId, BigInt(id)]
  )
  if (!boleto || !['waiting', 'sent', 'registered'].includes(boleto.state)) {
    throw errors.E_PAYMENTS_BOLETO_STATE({ id })
  }
  return boleto
}

const ask = (
  { tx, municipalityId, now, actor }: ActionContext,
  order: { readonly id: bigint; readonly movement: '02' | '06'; readonly dueOn: string | null }
) =>
  query(
    tx,
    `insert into payments_boleto_orders (municipality_id, boleto_id, movement, due_on, state, asked_at, user_name)
     values (?, ?, ?, ?, 'waiting', ?, ?)`,
    [municipalityId, order.id, order.movement, order.dueOn, now, actor.name]
  )

/** The bank is asked to write it off; one that it was never told of is dropped at once. */
export const cancelBoletoAction: Action<Infer<typeof one>, Boleto> = {
  name: 'payments.cancel_boleto',
  title: 'Cancelar boleto',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Boleto' },
  reason: 'required',
  subject: about,
  async run(context, { id }) {
    const boleto = await standing(context, id)
    if (boleto.state !== 'waiting') {
      await ask(context, { id: boleto.id, movement: '02', dueOn: null })
      return boleto
    }
    const { tx } = context
    await query(
      tx,
      `update payments_boletos set state = 'dropped', news = 'Cancelado antes da remessa' where id = ?`,
      [boleto.id]
    )
    await query(
      tx,
      `update payments_boleto_orders set state = 'dropped' where boleto_id = ? and state = 'waiting'`,
      [boleto.id]
    )
    return boleto
  },
  describe: (_, { own_number: number, state }) =>
    state === 'waiting'
      ? `Boleto ${number} cancelado antes da remessa`
      : `Baixa do boleto ${number} pedida: vai na próxima remessa`,
}

export const moveBoletoAction: Action<Infer<typeof moved>, Boleto> = {
  name: 'payments.move_boleto',
  title: 'Alterar vencimento do boleto',
  permission: PERMISSION,
  input: moved,
  labels: { id: 'Boleto', due_on: 'Novo vencimento' },
  reason: 'required',
  subject: about,
  async run(context, { id, due_on: dueOn }) {
    const boleto = await standing(context, id)
    const today = await todayIn(context.tx, context.municipalityId)
    if (boleto.state === 'waiting') throw errors.E_PAYMENTS_BOLETO_STATE({ id })
    if (dueOn < today) throw errors.E_PAYMENTS_BOLETO_DATE({ day: formatDate(dueOn) })
    await ask(context, { id: boleto.id, movement: '06', dueOn })
    return boleto
  },
  describe: ({ due_on: dueOn }, { own_number: number }) =>
    `Vencimento do boleto ${number} para ${formatDate(dueOn)}: vai na próxima remessa`,
}

/** The paper; only what the bank confirmed may be paid (facts: a printed line is not valid before registration). */
export const printBoletoAction: Action<Infer<typeof one>, { readonly number: string }> = {
  name: 'payments.print_boleto',
  title: 'Imprimir boleto',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Boleto' },
  reason: 'none',
  subject: about,
  run: (context, { id }) => printBoleto(context, BigInt(id)),
  describe: (_, { number }) => `Boleto ${number} impresso`,
}
