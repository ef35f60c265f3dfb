/**
 * How a debt stands on the day of a certificate: overdue and asked for; not due yet; suspended by a process or a payment to be
 * confirmed; in a plan that is being honoured; in a plan whose down payment was not paid yet.
 */
export type Standing = 'overdue' | 'due' | 'suspended' | 'plan' | 'plan_awaiting'

export type CertificateKind = 'negative' | 'positive_effect' | 'positive'

/** Standings that leave a certificate positive: what nobody may ask for today does not (CTN, art. 206). */
const IN_THE_WAY: readonly Standing[] = ['overdue', 'plan_awaiting']

/**
 * The kind that the debts lead to.
 * @see CTN (Lei 5.172/1966), arts. 205 and 206
 */
export function kindOf(standings: readonly Standing[]): CertificateKind {
  if (standings.length === 0) return 'negative'
  return standings.some((one) => IN_THE_WAY.includes(one)) ? 'positive' : 'positive_effect'
}
