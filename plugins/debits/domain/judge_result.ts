/** A row of the table of occurrences. */
export interface Occurrence {
  readonly title: string
  readonly settles: boolean
  readonly endsOption: boolean
}

/** What is known of the debit that a bank answers. */
export interface KnownOrder {
  readonly state: string
  /** Which of its sendings is answered. */
  readonly attempt: number
  /** How many times it was sent. */
  readonly attempts: number
  /** The answer to that sending is already known. */
  readonly isAnswered: boolean
}

export interface Verdict {
  /** `noted`: it neither pays nor refuses. */
  readonly what: 'paid' | 'refused' | 'noted'
  /** The state into which the debit goes; null: it stays. */
  readonly state: 'debited' | 'refused' | 'cancelled' | 'sent' | null
  /** In Portuguese. */
  readonly reason: string
  /** It is the answer to the last sending, told for the first time. */
  readonly isCurrent: boolean
  readonly endsOption: boolean
}

interface Result {
  readonly code: string
  readonly amountCents: bigint
  readonly movement: string
}

const CANCELLED = ['97', '99']
const TOO_LATE = '98'
const KEPT = '96'

/**
 * What a bank's answer to a debit means. Only what the table says that settles settles; an answer that is not in the table, or
 * that answers nothing that was sent, is kept with its words and moves nothing.
 */
export function judgeResult(
  { code, amountCents, movement }: Result,
  order: KnownOrder | null,
  occurrences: ReadonlyMap<string, Occurrence>
): Verdict {
  const occurrence = occurrences.get(code)
  const words = wordsOf(code, occurrence)
  if (occurrence?.settles && amountCents > 0n) {
    return { ...verdict('paid', words), state: 'debited' }
  }
  if (code === KEPT || occurrence?.settles) return verdict('noted', `${words}, sem valor`)
  if (CANCELLED.includes(code) || code === TOO_LATE || movement === '1') {
    return cancellation(code, order, words)
  }
  if (!order) return verdict('refused', `${words}. Nenhum débito enviado tem este identificador.`)
  return refusal(order, { words, endsOption: occurrence?.endsOption ?? false })
}

const wordsOf = (code: string, occurrence: Occurrence | undefined): string =>
  occurrence
    ? `${code} · ${occurrence.title}`
    : `O banco respondeu ${code || 'sem código'}, que não está na tabela de ocorrências de débito`

function refusal(
  order: KnownOrder,
  { words, endsOption }: { readonly words: string; readonly endsOption: boolean }
): Verdict {
  const isCurrent =
    !order.isAnswered && order.attempt === order.attempts && UNDER_WAY.includes(order.state)
  return {
    ...{ ...verdict('refused', words), isCurrent, endsOption },
    state: isCurrent ? 'refused' : null,
  }
}

const UNDER_WAY: readonly string[] = ['sent', 'cancelling']

function cancellation(code: string, order: KnownOrder | null, words: string): Verdict {
  if (order?.state !== 'cancelling') return verdict('noted', words)
  if (code === TOO_LATE) return { ...verdict('noted', words), state: 'sent' }
  return { ...verdict('noted', words), state: 'cancelled' }
}

const verdict = (what: Verdict['what'], reason: string): Verdict => ({
  ...{ what, reason, state: null, isCurrent: false, endsOption: false },
})
