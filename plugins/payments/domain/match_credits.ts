import type { CivilDate } from '#core/calendar/index'

/** A line of a statement that nobody has given to a day yet. */
export interface WaitingCredit {
  readonly id: bigint
  readonly on: CivilDate
  readonly amountCents: bigint
  readonly text: string
}

/** What an agreement of the account should still have credited for a day. */
export interface OutstandingDay {
  readonly id: bigint
  readonly creditedOn: CivilDate
  readonly kind: 'file' | 'pix'
  readonly outstandingCents: bigint
  /** Of the agreement. */
  readonly code: string
  readonly mark: string | null
}

export interface CreditMatch {
  readonly lineId: bigint
  readonly dayId: bigint
  /** In Portuguese, for the history of the line. */
  readonly reason: string
}

const bare = (text: string) => text.replace(/^0+(?=.)/, '')

/** Whether the words of a line name the agreement: its code as a word, or its mark anywhere. */
export function namesAgreement(
  text: string,
  { code, mark }: Pick<OutstandingDay, 'code' | 'mark'>
): boolean {
  const upper = text.toUpperCase()
  if (mark && upper.includes(mark.toUpperCase())) return true
  const wanted = bare(code.trim().toUpperCase())
  return upper.split(/[^0-9A-Z]+/).some((word) => word !== '' && bare(word) === wanted)
}

const keyOf = ({ on, amountCents }: WaitingCredit) => `${on}/${amountCents}`

const isPix = (text: string) => /\bPIX\b/i.test(text)

/**
 * Gives credits to the days that they pay, only where there is no doubt: the exact amount on its day, in one way only; else
 * the agreement's name and the exact amount that a day before still lacks; else its name on the day, whatever the amount. What a
 * credit leaves of its day is looked for again in those that come after it. The rest waits for people.
 */
export function matchCredits(
  credits: readonly WaitingCredit[],
  days: readonly OutstandingDay[]
): CreditMatch[] {
  const open = days.map((day) => ({ ...day }))
  const waiting = [...credits]
  const found: CreditMatch[] = []
  for (;;) {
    const match = firstMatch(waiting, open)
    if (!match) return found
    const { credit, day, reason } = match
    waiting.splice(waiting.indexOf(credit), 1)
    day.outstandingCents -= credit.amountCents
    found.push({ lineId: credit.id, dayId: day.id, reason })
  }
}

function firstMatch(credits: readonly WaitingCredit[], days: readonly OpenDay[]) {
  const alike = new Map<string, number>()
  for (const credit of credits) alike.set(keyOf(credit), (alike.get(keyOf(credit)) ?? 0) + 1)
  for (const round of ROUNDS) {
    for (const credit of credits) {
      const match = round(credit, days, alike.get(keyOf(credit)) === 1)
      if (match) return { credit, ...match }
    }
  }
  return null
}

interface OpenDay extends Omit<OutstandingDay, 'outstandingCents'> {
  outstandingCents: bigint
}

type Round = (
  credit: WaitingCredit,
  days: readonly OpenDay[],
  /** No other line of its day has its amount. */
  isAlone: boolean
) => { readonly day: OpenDay; readonly reason: string } | null

/** Two days of one amount, or two lines of it, are a doubt that only the name resolves. */
const exactOnDay: Round = (credit, days, isAlone) => {
  const same = days.filter(
    (day) => day.creditedOn === credit.on && day.outstandingCents === credit.amountCents
  )
  const named = same.filter((day) => namesAgreement(credit.text, day))
  const likely = named.length ? named : isAlone ? same : []
  return likely.length === 1 ? { day: likely[0]!, reason: 'Mesmo dia e valor esperado' } : null
}

const namedOnDay: Round = (credit, days) => {
  const named = days.filter(
    (day) => day.creditedOn === credit.on && namesAgreement(credit.text, day)
  )
  const ofKind = named.filter(({ kind }) => (kind === 'pix') === isPix(credit.text))
  const likely = named.length === 1 ? named : ofKind
  return likely.length === 1
    ? { day: likely[0]!, reason: 'Mesmo dia, e o histórico traz o convênio' }
    : null
}

const namedLater: Round = (credit, days) => {
  const named = days.filter(
    (day) =>
      day.creditedOn < credit.on &&
      day.outstandingCents === credit.amountCents &&
      namesAgreement(credit.text, day)
  )
  return named.length === 1
    ? { day: named[0]!, reason: 'O histórico traz o convênio e o valor é o que faltava' }
    : null
}

const ROUNDS: readonly Round[] = [exactOnDay, namedLater, namedOnDay]
