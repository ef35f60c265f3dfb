import type { BillingRules, ComposedInvoice } from './compose_types.ts'
import { Dec } from '#core/money/index'
import { addDays, daysBetween } from '#core/calendar/index'
import { type BillingFacts, withSituations } from './billing_facts.ts'
import { chargeLines } from './charge_lines.ts'
import type { InvoiceLine } from './invoice_line.ts'
import { lineTitle } from './line_title.ts'
import type { PremiseMonth } from './premise_month.ts'
import { SetParked } from './set_parked.ts'

/** One of two invoices that are compared, with the rules that it was made by. */
export interface Side {
  readonly composed: ComposedInvoice
  readonly rules: BillingRules
}

/** Why an amount changed from one month to another. */
export type ChangeCause =
  | 'consumption'
  | 'registry'
  | 'terms'
  | 'days'
  | 'tariff'
  | 'settled'
  | 'correction'
  | 'services'
  | 'earlier'
  | 'credits'
  | 'carried'

/** What one cause, or several that cannot be told apart, added to the total or took from it. */
export interface Change {
  readonly causes: readonly ChangeCause[]
  readonly cents: bigint
  /** Of the cents, what each line bears. */
  readonly lines: readonly { readonly title: string; readonly cents: bigint }[]
}

type Amounts = ReadonlyMap<string, bigint>

interface Step {
  readonly cause: ChangeCause
  /** The lines once this has changed too; it may be something that the rules of the time cannot answer. */
  readonly amounts: () => Amounts
}

/**
 * Why an invoice asks for more or less than another of the same premise: what its tariff lines would have come to with one
 * thing changed after another, then services, what waited from before, credits and what was carried. The cents of all changes
 * add up to the difference of the totals. What cannot be computed by itself (a category that the former table did not have) is
 * told together with what comes after it. Pure.
 */
export function compareInvoices(before: Side, after: Side): Change[] {
  return merged([
    ...stepwise(madeOf(before), stepsBetween(before, after)),
    changeOf(['settled'], sourced(before, 'settled'), sourced(after, 'settled')),
    changeOf(['services'], sourced(before, 'service'), sourced(after, 'service')),
    changeOf(['earlier'], sourced(before, 'waited'), sourced(after, 'waited')),
    changeOf(['credits'], taken(before, 'creditedCents'), taken(after, 'creditedCents')),
    changeOf(['carried'], taken(before, 'carriedCents'), taken(after, 'carriedCents')),
  ]).filter(({ cents, lines }) => cents !== 0n || lines.length > 0)
}

/** What one month had of a cause and what the other has are told at once. */
function merged(changes: readonly Change[]): Change[] {
  const byCauses = Map.groupBy(changes, ({ causes }) => causes.join())
  return [...byCauses.values()].map((same) => {
    const after = amountsBy(same.flatMap(({ lines }) => lines))
    return changeOf(same[0]!.causes, new Map(), after)
  })
}

function amountsBy(lines: Change['lines']): Amounts {
  const sums = new Map<string, bigint>()
  for (const { title, cents } of lines) sums.set(title, (sums.get(title) ?? 0n) + cents)
  return sums
}

/** What is made of a month's own facts: first without what a correction or a reading of estimated months did to it. */
function stepsBetween(before: Side, after: Side): Step[] {
  const [from, to] = [plain(before.composed.month), plain(after.composed.month)]
  const [used, uses] = [consumedOf(before.composed), consumedOf(after.composed)]
  const period = { previousReadOn: from.previousReadOn, readOn: from.readOn }
  const known = { ...to, ...period }
  const fed = to.sources ? { ...from, sources: to.sources } : withoutSources(from)
  const asWas = { ...before, share: before.composed.share }
  const asIs = { ...before, share: after.composed.share }
  return [
    { cause: 'correction', amounts: () => rebilled(before, used) },
    { cause: 'settled', amounts: () => charged(from, used, asWas) },
    { cause: 'consumption', amounts: () => charged(fed, uses, asWas) },
    { cause: 'registry', amounts: () => charged(termsOf(known, from), uses, asIs) },
    { cause: 'terms', amounts: () => charged(known, uses, asIs) },
    ...spanSteps({ from, to }, uses, { before, after }),
    { cause: 'settled', amounts: () => rebilled(after, uses) },
    { cause: 'correction', amounts: () => madeOf(after) },
  ]
}

/**
 * Days and tariff. A period of other length is computed in the one that is longer, whose rules are known for every day of it:
 * fewer days by the former rules, or as many as before by the present ones.
 */
function spanSteps(
  { from, to }: { readonly from: PremiseMonth; readonly to: PremiseMonth },
  volume: Dec,
  { before, after }: { readonly before: Side; readonly after: Side }
): Step[] {
  const [was, is] = [daysOf(from), daysOf(to)]
  const { share } = after.composed
  const whole: Step['amounts'] = () => charged(to, volume, { ...after, share })
  const ending = (month: PremiseMonth, days: number) => ({
    ...to,
    readOn: month.readOn,
    previousReadOn: addDays(month.readOn, -days),
  })
  if (was === is) return [{ cause: 'tariff', amounts: whole }]
  const isLonger = is > was
  const between = isLonger ? ending(to, was) : ending(from, is)
  const { rules } = isLonger ? after : before
  return [
    {
      cause: isLonger ? 'tariff' : 'days',
      amounts: () => charged(between, volume, { rules, share }),
    },
    { cause: isLonger ? 'days' : 'tariff', amounts: whole },
  ]
}

export const daysOf = ({ previousReadOn, readOn }: PremiseMonth): number =>
  daysBetween(previousReadOn, readOn)

/** What was consumed with the condominium's share, before contracts. */
export const consumedOf = ({ month, shareM3 }: ComposedInvoice): Dec =>
  month.billedM3.plus(Dec.of(shareM3))

const uncorrected = ({ changes: _, ...month }: PremiseMonth): PremiseMonth => month
const readOnce = ({ rebilled: _, ...month }: PremiseMonth): PremiseMonth => month
const withoutSources = ({ sources: _, ...month }: PremiseMonth): PremiseMonth => month
const withoutTerms = ({ billing: _, ...month }: PremiseMonth): PremiseMonth => month

const plain = (month: PremiseMonth): PremiseMonth => readOnce(uncorrected(month))

const termsOf = (month: PremiseMonth, { billing }: PremiseMonth): PremiseMonth => ({
  ...withoutTerms(month),
  ...billingOf(billing, month.billing?.situations),
})

/** Situations are of the register, whatever the terms. */
const billingOf = (
  billing: PremiseMonth['billing'],
  situations: BillingFacts['situations']
): Pick<PremiseMonth, 'billing'> =>
  billing || situations ? { billing: withSituations(billing ?? {}, situations) } : {}

type Charging = Parameters<typeof chargeLines>[2]

const charged = (month: PremiseMonth, volume: Dec, { rules, share }: Charging): Amounts =>
  amountsOf(chargeLines(month, volume, { rules, share }).filter(({ source }) => source === 'made'))

const rebilled = ({ composed: { month, share }, rules }: Side, volume: Dec): Amounts =>
  charged(uncorrected(month), volume, { rules, share })

const madeOf = (side: Side): Amounts => sourced(side, 'made')

const sourced = ({ composed }: Side, source: InvoiceLine['source']): Amounts =>
  amountsOf(composed.lines.flatMap(({ line }) => (line.source === source ? [line] : [])))

function taken({ composed }: Side, what: 'creditedCents' | 'carriedCents'): Amounts {
  const lines = composed.lines.map((one) => ({ ...one.line, amountCents: -one[what] }))
  return amountsOf(lines)
}

const amountsOf = (lines: readonly InvoiceLine[]): Amounts =>
  amountsBy(lines.map((line) => ({ title: lineTitle(line), cents: line.amountCents })))

function stepwise(start: Amounts, steps: readonly Step[]): Change[] {
  const changes: Change[] = []
  let last = start
  let unknown: ChangeCause[] = []
  for (const { cause, amounts } of steps) {
    const next = answered(amounts)
    if (!next) {
      unknown.push(cause)
      continue
    }
    changes.push(changeOf([...new Set([...unknown, cause])], last, next))
    unknown = []
    last = next
  }
  return changes
}

/** Null where the rules of the time have no answer. */
function answered(amounts: () => Amounts): Amounts | null {
  try {
    return amounts()
  } catch (error) {
    if (error instanceof SetParked) return null
    throw error
  }
}

function changeOf(causes: readonly ChangeCause[], from: Amounts, to: Amounts): Change {
  const titles = [...new Set([...from.keys(), ...to.keys()])]
  const lines = titles.flatMap((title) => {
    const cents = (to.get(title) ?? 0n) - (from.get(title) ?? 0n)
    return cents === 0n ? [] : [{ title, cents }]
  })
  return { causes, cents: lines.reduce((sum, { cents }) => sum + cents, 0n), lines }
}
