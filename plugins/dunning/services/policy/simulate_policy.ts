import { formatDate, lastDay } from '#core/calendar/index'
import type { ExplainedLine, Pack, Sides, SimulatedResult } from '#core/configuration/index'
import { formatMoney } from '#core/money/index'
import type { PolicyFacts } from './past_facts.ts'
import { type PastStep, pastSteps, sideOf } from './past_steps.ts'

const countOf = (one: PastStep | undefined): bigint => BigInt(one?.days.length ?? 0)

const centsOf = (one: PastStep | undefined): bigint =>
  one?.debts.reduce((sum, { cents }) => sum + cents, 0n) ?? 0n

const costOf = (one: PastStep | undefined): bigint =>
  one ? countOf(one) * BigInt(one.step.cost_cents) : 0n

/** Which steps each would have come to in the month, under the policy of the time and under the draft. */
export function simulatePolicy({ month, candidates }: PolicyFacts, { before, after }: Sides) {
  const on = lastDay(month)
  return candidates.flatMap((one): SimulatedResult[] => {
    const [was, is] = [sideOf(before, on, one), sideOf(after, on, one)]
    const [then, now] = [pastSteps(one, month, was), pastSteps(one, month, is)]
    const { premiseId, registration, category } = one.premise
    return [...new Set([...then.keys(), ...now.keys()])].map((id) => {
      const [old, fresh] = [then.get(id), now.get(id)]
      const { title } = (fresh ?? old)!.step
      return {
        key: [month, premiseId, one.debtorId, id].join('/'),
        label: `${registration} · ${title}`,
        link: `/registry/premises/${premiseId}`,
        ...{ before: countOf(old), after: countOf(fresh) },
        dims: { step: title, category: category ?? '—' },
        parts: {
          amount: [{ value: title, before: centsOf(old), after: centsOf(fresh) }],
          cost: [{ value: title, before: costOf(old), after: costOf(fresh) }],
        },
      }
    })
  })
}

/** On which days a step would have come on each side, and by which debts. */
export function explainPolicy(
  { month, candidates }: PolicyFacts,
  { before, after }: Sides,
  key: string
): ExplainedLine[] {
  const [, premiseId, debtorId, stepId = ''] = key.split('/')
  const one = candidates.find(
    ({ premise, debtorId: id }) => `${premise.premiseId}/${id}` === `${premiseId}/${debtorId}`
  )
  if (!one) return []
  const told = (pack: Pack) => {
    const found = pastSteps(one, month, sideOf(pack, lastDay(month), one)).get(stepId)
    return found
      ? {
          amount: found.days.map(formatDate).join(', '),
          steps: found.debts.map(
            ({ dueOn, cents }) => `Débito vencido em ${formatDate(dueOn)}, ${formatMoney(cents)}`
          ),
        }
      : null
  }
  return [{ title: 'Dia em que a etapa viria', before: told(before), after: told(after) }]
}
