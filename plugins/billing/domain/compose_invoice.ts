import { Dec } from '#core/money/index'
import { applyCredits } from './apply_credits.ts'
import { splitAmongCategories } from './category_split.ts'
import type {
  BillingRules,
  CategoryCharge,
  ComposedInvoice,
  Composition,
  LiveOfPremise,
  Parked,
  ParkedCode,
  Waiting,
} from './compose_types.ts'
import { type CondominiumShare, condominiumShare } from './condominium_share.ts'
import { dueDate } from './due_date.ts'
import type { InvoiceLine, SettledLine } from './invoice_line.ts'
import { changedLines } from './line_changes.ts'
import type { BillingSet, Economies, PremiseMonth } from './premise_month.ts'
import { chargesOf } from './rebilled_charges.ts'

const NOTHING: LiveOfPremise = { credits: [], pending: [] }

/** Carries the reason out of the calculation of one set; the set is parked whole. */
class SetParked extends Error {
  readonly parked: Parked

  constructor(month: PremiseMonth, code: ParkedCode, message: string, options?: ErrorOptions) {
    super(code, options)
    this.parked = {
      premiseId: month.premiseId,
      code,
      message: `Matrícula ${month.registrationNumber}: ${message}`,
    }
  }
}

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
    for (const month of set.months) requireSound(month)
    const share = condominiumShare(set.months, rules.condominiumShare, shareCreditOf(set, live))
    const invoices = set.months.map((month, index) =>
      composeInvoice(
        month,
        { share, m3: share?.shares[index] ?? Dec.ZERO },
        live.get(month.premiseId) ?? NOTHING,
        rules
      )
    )
    return { invoices, parked: null }
  } catch (error) {
    if (error instanceof SetParked) return { invoices: null, parked: error.parked }
    throw error
  }
}

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

function requireSound(month: PremiseMonth): void {
  if (month.isHeld) {
    throw new SetParked(month, 'reading_held', 'a leitura está retida pela crítica.')
  }
  if (month.holderId === null) {
    throw new SetParked(month, 'holder_missing', 'o imóvel não tinha titular na data da carga.')
  }
  if (month.readOn < month.previousReadOn) {
    throw new SetParked(month, 'period_invalid', 'a leitura atual é anterior à leitura passada.')
  }
}

function composeInvoice(
  month: PremiseMonth,
  { share, m3 }: Added,
  live: LiveOfPremise,
  rules: BillingRules
): ComposedInvoice {
  const volume = month.billedM3.plus(m3)
  if (volume.isNegative()) {
    throw new SetParked(month, 'negative_charge', `o volume a faturar é negativo (${volume} m³).`)
  }
  const { changes } = month
  const charged = changedLines(chargeLines(month, volume, { share, rules }), changes)
  const lines = [...charged, ...live.pending.map(waitingLine)]
  const creditUses = live.credits.length ? applyCredits(lines, live.credits) : []
  const settled = carry(lines, creditUses, rules.minimumIssueCents)
  return {
    month,
    debtorId: month.holderId!,
    dueOn: changes?.dueOn ?? dueDate(rules.issuedOn, month.dueDay, rules.dueDate, rules.banks),
    shareM3: m3.toString(),
    share,
    shareCreditM3: isMaster(month) && share ? share.creditOutM3.toString() : '0',
    billedM3: volume.toString(),
    lines: settled,
    creditUses,
    ...totalsOf(settled),
  }
}

const isMaster = ({ kind }: PremiseMonth): boolean => kind === 'condominium_master'

/**
 * Who the volume is charged to. A condominium that pays the difference itself has no economies of its own: it is charged
 * under the declared category, one economy for each unit.
 */
function economiesOf(
  month: PremiseMonth,
  volume: Dec,
  { share, rules }: Charging
): { readonly economies: readonly Economies[]; readonly isCondominium: boolean } {
  const { economies } = month
  const isCondominium = isMaster(month) && economies.length === 0 && !volume.isZero()
  if (!isCondominium || !share?.units) return { economies, isCondominium: false }
  const { category } = rules.condominiumShare
  return { economies: [{ category, economies: share.units }], isCondominium }
}

interface Charging {
  readonly share: CondominiumShare | null
  readonly rules: BillingRules
}

/** The units pay already, by economy, what is collected for others: the condominium's difference bears water and sewage only. */
function chargeLines(month: PremiseMonth, volume: Dec, charging: Charging): InvoiceLine[] {
  const { water, sewage } = month
  const { rules } = charging
  const { economies, isCondominium } = economiesOf(month, volume, charging)
  if (economies.length === 0 && !volume.isZero()) {
    throw new SetParked(month, 'economies_missing', 'há consumo, mas nenhuma economia cadastrada.')
  }
  const volumes = splitAmongCategories(volume, economies, rules.categorySplit)
  const services = rules.billableServices
  return economies.flatMap(({ category, economies: count }, index) => {
    const part = volumes[index]!
    const facts = {
      category,
      economies: count,
      categories: economies.length,
      waterM3: part.toString(),
      isWaterBillable: water !== null && (services.water.includes(water) || !part.isZero()),
      isSewageBillable:
        sewage !== null && sewage.class !== 'none' && services.sewage.includes(sewage.situation),
      sewageClass: sewage === null || sewage.class === 'none' ? null : sewage.class,
      ...(month.isMetered === undefined ? {} : { isMetered: month.isMetered }),
      ...(month.tariffType === undefined ? {} : { profile: month.tariffType }),
      ...month.asked,
    }
    const partOf = (m3: Dec) => splitAmongCategories(m3, economies, rules.categorySplit)[index]!
    const { charge: ofCategory } = rules
    const all = ask(month, category, () => chargesOf({ month, facts, partOf, charge: ofCategory }))
    return all.flatMap((charge) =>
      isNothing(charge) || (isCondominium && charge.service === 'other')
        ? []
        : [lineOf(month, charge, rules)]
    )
  })
}

const isNothing = ({ amountCents, quantityM3 }: CategoryCharge): boolean =>
  amountCents === 0n && Dec.of(quantityM3).isZero()

/** A tariff that cannot answer parks the set; anything that is not a refusal of the rule is a fault of ours and is thrown. */
function ask<T>(month: PremiseMonth, category: string, charge: () => readonly T[]): readonly T[] {
  try {
    return charge()
  } catch (error) {
    if (!(error instanceof Error) || !isRefusal(error)) throw error
    const reason = 'people' in error ? String(error.people) : error.message
    const text = `não há tarifa para a categoria ${category} nestas condições (${reason}).`
    throw new SetParked(month, 'tariff_missing', text, { cause: error })
  }
}

/** Refusals of rules and of configuration have these codes; other errors are programming faults. */
function isRefusal(error: Error): boolean {
  const { code } = error as Error & { code?: unknown }
  return typeof code === 'string' && /^E_(RULES|CONFIGURATION|TARIFFS)_/.test(code)
}

function lineOf(
  month: PremiseMonth,
  charge: ReturnType<BillingRules['charge']>[number],
  rules: BillingRules
): InvoiceLine {
  const beneficiary = rules.beneficiaryOf(charge.chargeType)
  if (!beneficiary) {
    const text = `a cobrança “${charge.chargeType}” não tem beneficiário cadastrado.`
    throw new SetParked(month, 'beneficiary_missing', text)
  }
  if (charge.amountCents < 0n) {
    throw new SetParked(month, 'negative_charge', `a cobrança “${charge.chargeType}” é negativa.`)
  }
  return {
    chargeType: charge.chargeType,
    service: charge.service,
    category: charge.category,
    component: 'principal',
    beneficiaryId: beneficiary.id,
    beneficiaryKind: beneficiary.kind,
    quantityM3: charge.quantityM3,
    amountCents: charge.amountCents,
    versionId: charge.versionId,
    pendingId: null,
    isCarriedIn: false,
  }
}

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
})

/** What is left to pay of each line goes to the next invoice when the whole is above zero and below the minimum. */
function carry(
  lines: readonly InvoiceLine[],
  uses: readonly { readonly line: number; readonly amountCents: bigint }[],
  minimum: bigint
): SettledLine[] {
  const credited = lines.map(() => 0n)
  for (const use of uses) credited[use.line]! += use.amountCents
  const left = lines.map((line, index) => line.amountCents - credited[index]!)
  const net = left.reduce((sum, cents) => sum + cents, 0n)
  const isCarried = net > 0n && net < minimum
  return lines.map((line, index) => ({
    line,
    creditedCents: credited[index]!,
    carriedCents: isCarried ? left[index]! : 0n,
  }))
}

function totalsOf(lines: readonly SettledLine[]) {
  let ownCents = 0n
  let thirdPartyCents = 0n
  let carriedInCents = 0n
  let creditsCents = 0n
  let carriedOutCents = 0n
  for (const { line, creditedCents, carriedCents } of lines) {
    if (line.isCarriedIn) carriedInCents += line.amountCents
    else if (line.beneficiaryKind === 'utility') ownCents += line.amountCents
    else thirdPartyCents += line.amountCents
    creditsCents += creditedCents
    carriedOutCents += carriedCents
  }
  const totalCents = ownCents + thirdPartyCents + carriedInCents - creditsCents - carriedOutCents
  return { ownCents, thirdPartyCents, creditsCents, carriedInCents, carriedOutCents, totalCents }
}
