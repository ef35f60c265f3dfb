import { type CivilDate, dateAt } from '#core/calendar/index'
import { isNearToday } from './payment_window.ts'

/** One payment of a Pix notice, with what is needed to receive it. */
export interface GoodPix {
  readonly endToEndId: string
  readonly txid: string | null
  readonly paidOn: CivilDate
  /** More than zero. */
  readonly amountCents: bigint
}

export type PixProblem = 'shape' | 'amount' | 'time'

export interface RefusedPix {
  /** As it came; empty where there is none. */
  readonly endToEndId: string
  readonly problem: PixProblem
  /** What came in the field that is wrong. */
  readonly content: string
  /** For people, in Portuguese. */
  readonly reason: string
}

export interface JudgedPix {
  readonly good: readonly GoodPix[]
  readonly refused: readonly RefusedPix[]
}

export interface PixClock {
  readonly timeZone: string
  readonly today: CivilDate
}

/** Each payment of a notice by itself: one that cannot be received does not stop the others. */
export function judgePix(payments: readonly unknown[], on: PixClock): JudgedPix {
  const good: GoodPix[] = []
  const refused: RefusedPix[] = []
  for (const payment of payments) {
    const answer = judgeOne(payment, on)
    if ('problem' in answer) refused.push(answer)
    else good.push(answer)
  }
  return { good, refused }
}

function judgeOne(payment: unknown, on: PixClock): GoodPix | RefusedPix {
  const fields = typeof payment === 'object' && payment !== null ? payment : {}
  const { endToEndId, txid, valor, horario } = fields as Record<string, unknown>
  const id = textOf(endToEndId)
  const refuse = (problem: PixProblem, content: unknown, reason: string): RefusedPix => ({
    endToEndId: id.slice(0, 40),
    problem,
    content: textOf(content).slice(0, 40),
    reason,
  })
  if (!/^E[0-9A-Za-z]{31}$/.test(id)) {
    return refuse('shape', endToEndId, 'o identificador (endToEndId) não tem 32 posições.')
  }
  const isTxidAbsent = txid === undefined || txid === null || txid === ''
  if (!isTxidAbsent && !/^[0-9A-Za-z]{1,35}$/.test(textOf(txid))) {
    return refuse('shape', txid, 'o txid não tem de 1 a 35 letras e algarismos.')
  }
  const amountCents = /^\d{1,10}\.\d{2}$/.test(textOf(valor))
    ? BigInt(textOf(valor).replace('.', ''))
    : 0n
  if (amountCents === 0n) {
    return refuse('amount', valor, 'só se aceita valor maior que zero, como 123.45.')
  }
  const paidOn = dayOf(horario, on)
  if (!paidOn) return refuse('time', horario, 'o horário não é um instante perto de hoje.')
  return { endToEndId: id, txid: isTxidAbsent ? null : textOf(txid), paidOn, amountCents }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : String(value ?? ''))

function dayOf(horario: unknown, { timeZone, today }: PixClock): CivilDate | null {
  const instant = new Date(textOf(horario))
  const year = instant.getUTCFullYear()
  if (Number.isNaN(year) || year < 1900 || year > 2999) return null
  const day = dateAt(instant, timeZone)
  return isNearToday(day, today) ? day : null
}
