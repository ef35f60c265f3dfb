import type { Negotiable } from './debts.ts'
import { leftOutText } from './left_out.ts'
import type { Quote } from './quote.ts'
import { refuse } from './refuse.ts'

/** What the policy refuses, as people read it. */
export const refusalTexts = ({
  refusals,
}: Quote): { readonly code: string; readonly text: string }[] =>
  refusals.map((one) => ({ code: one.code, text: refuse(one).people }))

const debtView = (one: Negotiable & { readonly isChosen: boolean }) => ({
  ...{ key: one.key, kind: one.kind, title: one.title, is_chosen: one.isChosen },
  ...{ premise_id: String(one.premiseId), due_on: one.dueOn, days_late: one.daysLate },
  ...{ open_cents: String(one.openCents), fine_cents: String(one.fineCents) },
  interest_cents: String(one.interestCents),
  correction_cents: String(one.correctionCents),
  total_cents: String(one.totalCents),
})

/** A simulation for other systems: everything of the negotiation, amounts in cents as text. */
export const simulationView = (quote: Quote) => ({
  premise_id: String(quote.party.premise.id),
  debtor: quote.party.name,
  kind: quote.standing ? 'replan' : 'plan',
  is_social: quote.isSocial,
  debts: quote.debts.map(debtView),
  left_out: quote.leftOut.map((one) => ({
    ...{ why: one.why, text: leftOutText(one), open_cents: String(one.cents) },
  })),
  open_cents: String(quote.openCents),
  fine_cents: String(quote.fineCents),
  interest_cents: String(quote.interestCents),
  correction_cents: String(quote.correctionCents),
  discount_cents: String(quote.discountCents),
  negotiated_cents: String(quote.negotiatedCents),
  down_cents: String(quote.downCents),
  slips: quote.slips.map(({ number, dueOn, amountCents }) => ({
    ...{ number, due_on: dueOn, amount_cents: String(amountCents) },
  })),
  financed_cents: String(quote.financedCents),
  instalments: quote.instalments.map((one) => ({
    ...{ number: one.number, reference: one.reference },
    principal_cents: String(one.principalCents),
    interest_cents: String(one.interestCents),
    amount_cents: String(one.amountCents),
  })),
  plan_interest_cents: String(quote.planInterestCents),
  total_cents: String(quote.totalCents),
  free_instalments: quote.freeInstalments,
  policy_version_id: quote.policyVersionId === null ? null : String(quote.policyVersionId),
  refusals: refusalTexts(quote),
})
