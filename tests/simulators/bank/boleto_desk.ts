import type { CivilDate } from '#core/calendar/index'
import { CNAB_LENGTH } from '#plugins/payments/domain/boletos/envelope_layout'
import { SEGMENT_P, SEGMENT_Q } from '#plugins/payments/domain/boletos/remittance_layout'
import { type RecordOf, readRecord } from '#plugins/payments/domain/fixed_width'
import { type ToldBoleto, boletoReturn } from '#plugins/payments/tests/support/boleto_returns'

/** What the bank knows of a boleto, by its own number. */
interface KnownBoleto {
  amountCents: string
  dueOn: string
  companyUse: string
  state: 'registered' | 'paid' | 'written_off'
}

/** A boleto paid somewhere. */
export interface BoletoPayment {
  readonly ownNumber: string
  readonly paidOn: string
  /** The boleto's own when not given. */
  readonly amountCents?: string
}

/** What the bank remembers of the boletos of an agreement. */
export interface BoletoState {
  /** Names of the remittances answered. */
  read: string[]
  known: Record<string, KnownBoleto>
  payments: BoletoPayment[]
}

export const NO_BOLETOS: BoletoState = { read: [], known: {}, payments: [] }

type Asked = RecordOf<typeof SEGMENT_P> & { readonly payerKind: string }

export const isBoletoRemittance = (content: string): boolean =>
  (content.split('\r\n')[0] ?? '').length === CNAB_LENGTH

/** The orders of a remittance: each P with its Q. */
function ordersOf(content: string): Asked[] {
  const lines = content.split('\r\n')
  return lines.flatMap((line, place) => {
    if (line[7] !== '3' || line[13] !== 'P') return []
    const { record } = readRecord(SEGMENT_P, line)
    const { record: payer } = readRecord(SEGMENT_Q, lines[place + 1] ?? '')
    return record && payer ? [{ ...record, payerKind: payer.payerKind }] : []
  })
}

/** Entries without a payer, or of a number that is known, are rejected; so is an instruction for what is not registered. */
function answerTo(state: BoletoState, order: Asked): ToldBoleto {
  const { ownNumber, companyUse, amountCents, dueOn } = order
  const known = state.known[ownNumber]
  const told = (movement: string, reasons = ''): ToldBoleto => ({
    ...{ movement, ownNumber, companyUse, amountCents, reasons },
    ...(dueOn === null ? {} : { dueOn }),
  })
  if (order.movement === '01') {
    if (known) return told('03', '63')
    if (order.payerKind === '0') return told('03', '46')
    state.known[ownNumber] = {
      ...{ amountCents: String(amountCents), dueOn: dueOn ?? '', companyUse },
      state: 'registered',
    }
    return told('02')
  }
  if (known?.state !== 'registered') return told('26', '60')
  if (order.movement === '02') {
    known.state = 'written_off'
    return told('09')
  }
  known.dueOn = dueOn ?? known.dueOn
  return told('14')
}

/** Money of a boleto that was written off is told as such (movement 17). */
function tellPayment(
  state: BoletoState,
  { ownNumber, paidOn, amountCents }: BoletoPayment,
  feeCents: bigint
): ToldBoleto {
  const known = state.known[ownNumber]
  const movement = known?.state === 'written_off' ? '17' : '06'
  if (known) known.state = 'paid'
  return {
    ...{ movement, ownNumber, companyUse: known?.companyUse ?? '', feeCents },
    amountCents: BigInt(known?.amountCents ?? amountCents ?? '0'),
    paidCents: BigInt(amountCents ?? known?.amountCents ?? '0'),
    paidOn: paidOn as CivilDate,
  }
}

interface Day {
  readonly on: CivilDate
  readonly feeCents: bigint
  readonly remittances: readonly { readonly name: string; readonly content: string }[]
}

/** Everything that happened to the boletos until a day. @returns what is to be told, and the payments among it */
export function boletosOf(
  state: BoletoState,
  { on, feeCents, remittances }: Day
): { readonly told: readonly ToldBoleto[]; readonly paid: readonly ToldBoleto[] } {
  const fresh = remittances.filter(({ name }) => !state.read.includes(name))
  const answers = fresh.flatMap(({ content }) =>
    ordersOf(content).map((order) => answerTo(state, order))
  )
  state.read.push(...fresh.map(({ name }) => name))
  const due = state.payments.filter(({ paidOn }) => paidOn <= on)
  state.payments = state.payments.filter((one) => !due.includes(one))
  const paid = due.map((payment) => tellPayment(state, payment, feeCents))
  return { told: [...answers, ...paid], paid }
}

export const writeBoletoReturn = (
  name: string,
  sequence: number,
  { on, told }: { readonly on: CivilDate; readonly told: readonly ToldBoleto[] }
): string => {
  const [bankCode = '', ...code] = name.split('-')
  return boletoReturn({
    ...{ bankCode, agreementCode: code.join('-'), sequence, generatedOn: on, told },
  })
}
