import { daysBetween } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { applyCredits } from './apply_credits.ts'
import { grantedBy, usable } from './settled_months.ts'
import { EVERYTHING, isExempt } from './billing_facts.ts'
import { chargeLines } from './charge_lines.ts'
import type {
  BillingRules,
  ComposedInvoice,
  Composition,
  LiveOfPremise,
  UnbilledMonth,
  Waiting,
} from './compose_types.ts'
import { type CondominiumShare, condominiumShare } from './condominium_share.ts'
import { dueDate } from './due_date.ts'
import type { InvoiceLine, SettledLine, UsedCredit } from './invoice_line.ts'
import { changedLines } from './line_changes.ts'
import type { BillingSet, PremiseMonth } from './premise_month.ts'
import { contractOf } from './contract_lines.ts'
import { isWaste, WASTE } from './severed_waste.ts'
import { SetParked } from './set_parked.ts'
import { siteFaults } from './site_bill.ts'
import { contractVolume } from './supply_contract.ts'
import { tariffBenefit } from './tariff_benefit.ts'
import { type Withholding, withhold } from './withholding.ts'

const NOTHING: LiveOfPremise = { credits: [], pending: [] }

/**
 * The invoices of a billing set, one per premise: the condominium's share is added before the brackets, the volume is shared
 * among categories by economies, the tariff is asked for each, waiting charges join, credits pay, and a total below the
 * minimum is carried to the next invoice. Pure: the same facts and rules give the same cents. A set with impossible facts is
 * parked whole.
 */
export function composeSet(
  set: BillingSet,
  live: ReadonlyMap<bigint, LiveOfPremise>,
  rules: BillingRules
): Composition {
  try {
    for (const month of set.months) requireSound(month, rules)
    const share = condominiumShare(set.months, rules.condominiumShare, shareCreditOf(set, live))
    const invoices: ComposedInvoice[] = []
    const unbilled: UnbilledMonth[] = []
    for (const [index, month] of set.months.entries()) {
      const m3 = share?.shares[index] ?? Dec.ZERO
      if (month.billing?.exempt?.includes(EVERYTHING)) {
        unbilled.push({ month, m3: month.billedM3.plus(m3).toString() })
        continue
      }
      const own = live.get(month.premiseId) ?? NOTHING
      const composed = composeInvoice(withSources(month, own), { share, m3 }, own, rules)
      requireAsPrinted(composed, own, rules)
      invoices.push(composed)
    }
    return { invoices, unbilled, parked: null }
  } catch (error) {
    if (error instanceof SetParked) return { invoices: null, unbilled: [], parked: error.parked }
    throw error
  }
}

/** With what its alternative sources counted: a correction says it, or else what was live. */
const withSources = (month: PremiseMonth, { sources }: LiveOfPremise): PremiseMonth =>
  sources && !month.sources ? { ...month, sources } : month

/** What the set's units were billed beyond its meter before; kept with its master. */
function shareCreditOf(
  { months }: BillingSet,
  live: ReadonlyMap<bigint, LiveOfPremise>
): Dec | undefined {
  const master = months.find(({ kind }) => kind === 'condominium_master')
  const credit = master && live.get(master.premiseId)?.shareCreditM3
  return credit === undefined ? undefined : Dec.of(credit)
}

/** What the condominium's reading adds to one premise, and how its set was shared. */
interface Added {
  readonly share: CondominiumShare | null
  readonly m3: Dec
}

function requireSound(month: PremiseMonth, rules: BillingRules): void {
  if (month.isHeld) {
    throw new SetParked(month, 'reading_held', 'a leitura está retida pela crítica.')
  }
  if (month.holderId === null) {
    throw new SetParked(month, 'holder_missing', 'o imóvel não tinha titular na data da carga.')
  }
  if (month.readOn < month.previousReadOn) {
    throw new SetParked(month, 'period_invalid', 'a leitura atual é anterior à leitura passada.')
  }
  requireFirstDays(month, rules)
}

/** A premise connected, or connected again, too few days before the reading waits for its first charge. */
function requireFirstDays(month: PremiseMonth, { firstChargeDays }: BillingRules): void {
  const since = month.billing?.connected_on
  if (since === undefined || month.kind !== 'single') return
  const days = daysBetween(since, month.readOn)
  if (days >= firstChargeDays) return
  const text = `ligado há ${days} ${days === 1 ? 'dia' : 'dias'} na leitura; a primeira cobrança espera ${firstChargeDays} e vem na fatura seguinte.`
  throw new SetParked(month, 'first_charge', text)
}

function composeInvoice(
  month: PremiseMonth,
  { share, m3 }: Added,
  live: LiveOfPremise,
  rules: BillingRules
): ComposedInvoice {
  const consumed = month.billedM3.plus(m3)
  if (consumed.isNegative()) {
    throw new SetParked(month, 'negative_charge', `o volume a faturar é negativo (${consumed} m³).`)
  }
  const { changes } = month
  const { contracts, exempt } = month.billing ?? {}
  const billed = contractVolume(contractOf(contracts, 'water'), consumed)
  const pending = live.pending.filter((one) => !isExcused(one, exempt))
  const charging = { share, rules }
  const made = changedLines(chargeLines(month, consumed, charging), changes)
  const lines = [...made.filter((line) => line.amountCents >= 0n), ...pending.map(waitingLine)]
  const granted = grantedBy(made.filter((line) => line.amountCents < 0n))
  const credits = [...granted.map(usable), ...live.credits]
  const creditUses = credits.length ? applyCredits(lines, credits) : []
  const uses = { uses: creditUses, minimum: rules.minimumIssueCents }
  const carried = carry(lines, severedLines(lines, month, rules), uses)
  const { lines: settled, withheld } = withheldBy(month, rules, carried)
  return {
    month,
    debtorId: month.holderId!,
    dueOn:
      changes?.dueOn ??
      live.paper?.dueOn ??
      dueDate(rules.issuedOn, month.dueDay, rules.dueDate, rules.banks),
    shareM3: m3.toString(),
    share,
    shareCreditM3: isMaster(month) && share ? share.creditOutM3.toString() : '0',
    contractM3: billed.minus(consumed).toString(),
    billedM3: billed.toString(),
    lines: settled,
    benefit: tariffBenefit(month, consumed, { charged: made, charging }),
    ...{ creditUses, granted },
    withheld,
    ...totalsOf(settled),
  }
}

/** What the reader left at the door is the invoice only if it says the same. */
function requireAsPrinted(
  composed: ComposedInvoice,
  { paper }: LiveOfPremise,
  { dueDate: { min_days: minDays } }: BillingRules
): void {
  if (!paper?.bill) return
  const faults = siteFaults(paper.bill, composed, minDays)
  if (faults.length) throw new SetParked(composed.month, 'site_bill', faults.join(' '))
}

/** A service that waits is not asked for while the premise is exempt of it; what was charged before an exemption still is. */
const isExcused = ({ cause, chargeType }: Waiting, exempt: readonly string[] | undefined) =>
  cause === 'service' && isExempt(exempt, { service: 'other', chargeType })

/** Which lines are on the paper of solid waste: none, unless it is asked for apart. */
function severedLines(
  lines: readonly InvoiceLine[],
  { billing }: PremiseMonth,
  { beneficiaryOf }: BillingRules
): boolean[] {
  if (billing?.waste !== 'separate') return lines.map(() => false)
  const owner = beneficiaryOf(WASTE)
  return lines.map((line) => isWaste(line, owner))
}

function withheldBy(
  { billing }: PremiseMonth,
  { withholding }: BillingRules,
  lines: readonly SettledLine[]
): Withholding {
  const type = billing?.customer_type
  if (!withholding || !type || !withholding.customerTypes.includes(type)) {
    return { lines, withheld: [] }
  }
  return withhold(lines, withholding)
}

const isMaster = ({ kind }: PremiseMonth): boolean => kind === 'condominium_master'

const waitingLine = (waiting: Waiting): InvoiceLine => ({
  chargeType: waiting.chargeType,
  service: 'other',
  category: waiting.category,
  component: waiting.component,
  beneficiaryId: waiting.beneficiaryId,
  beneficiaryKind: waiting.beneficiaryKind,
  quantityM3: '0',
  amountCents: waiting.amountCents,
  versionId: null,
  pendingId: waiting.id,
  isCarriedIn: waiting.cause === 'carried',
  // The interest of a plan is owed once it is asked for, as a service is; its principal was owed before.
  source: waiting.cause === 'service' || waiting.cause === 'plan_interest' ? 'service' : 'waited',
  ...(waiting.label === undefined ? {} : { label: waiting.label }),
})

/** What is left to pay of each line goes to the next invoice when its whole paper is above zero and below the minimum. */
function carry(
  lines: readonly InvoiceLine[],
  severed: readonly boolean[],
  { uses, minimum }: { readonly uses: readonly UsedCredit[]; readonly minimum: bigint }
): SettledLine[] {
  const credited = lines.map(() => 0n)
  for (const use of uses) credited[use.line]! += use.amountCents
  const left = lines.map((line, index) => line.amountCents - credited[index]!)
  const carried = [false, true].filter((paper) => {
    const net = left.reduce((sum, cents, at) => (severed[at] === paper ? sum + cents : sum), 0n)
    return net > 0n && net < minimum
  })
  return lines.map((line, index) => ({
    line,
    creditedCents: credited[index]!,
    carriedCents: carried.includes(severed[index]!) ? left[index]! : 0n,
    withheldCents: 0n,
    isSevered: severed[index]!,
  }))
}

function totalsOf(lines: readonly SettledLine[]) {
  let ownCents = 0n
  let thirdPartyCents = 0n
  let carriedInCents = 0n
  let creditsCents = 0n
  let carriedOutCents = 0n
  let withheldCents = 0n
  for (const { line, creditedCents, carriedCents, withheldCents: kept } of lines) {
    if (line.isCarriedIn) carriedInCents += line.amountCents
    else if (line.beneficiaryKind === 'utility') ownCents += line.amountCents
    else thirdPartyCents += line.amountCents
    creditsCents += creditedCents
    carriedOutCents += carriedCents
    withheldCents += kept
  }
  const totalCents = ownCents + thirdPartyCents + carriedInCents - creditsCents - carriedOutCents
  const carried = { carriedInCents, carriedOutCents }
  return { ownCents, thirdPartyCents, creditsCents, ...carried, totalCents, withheldCents }
}
