import { type CivilDate, type RefMonth, addRefMonths } from '#core/calendar/index'
import { Dec, formatMoney } from '#core/money/index'
import type { ChargeType, Owner } from '#plugins/receivables/api'
import {
  type TakeOverRow,
  centsOf,
  codeOf,
  dayOf,
  orNull,
  refuse,
  requiredDay,
} from '#plugins/registry/api'
import { type Instalment, type Method, sumOf } from '../domain/schedule.ts'
import { PLAN_CHARGE, PLAN_INTEREST } from '../services/standing_plan.ts'
import { type ListedDebt, debtsOf, instalmentsOf, referenceOf, wordsOf } from './lists.ts'

/** A debt taken over that asks for an instalment already. */
export interface BilledItem {
  readonly id: bigint
  readonly origin_id: bigint
  readonly premise_id: bigint
  readonly debtor_id: bigint
  readonly charge_type: string
  readonly component: string
  readonly reference: RefMonth
  readonly due_on: CivilDate
  readonly amount_cents: bigint
}

/** An instalment that is not paid. */
export interface OwedInstalment extends Instalment {
  readonly number: number
  readonly reference: RefMonth
  /** Origin of the debts that ask for it; null: it waits. */
  readonly askedBy: bigint | null
}

/** A plan of the system before, checked. */
export interface LegacyPlan extends Owner {
  readonly number: string
  readonly kind: 'plan' | 'replan'
  readonly signedOn: CivilDate
  readonly debts: readonly ListedDebt[]
  readonly debtCents: bigint
  readonly late: { readonly fine: bigint; readonly interest: bigint; readonly correction: bigint }
  readonly discountCents: bigint
  readonly discountLaw: string | null
  readonly negotiatedCents: bigint
  readonly downCents: bigint
  readonly downDueOn: CivilDate | null
  readonly effectiveOn: CivilDate
  readonly method: Method
  readonly monthlyPercent: string
  readonly count: number
  readonly paidCount: number
  /** Principal paid there, with the down payment. */
  readonly paidCents: bigint
  readonly firstReference: RefMonth
  readonly owed: readonly OwedInstalment[]
}

export interface KnownForPlans {
  readonly ownerOf: (row: TakeOverRow) => Owner
  readonly types: ReadonlyMap<string, ChargeType>
  /** Debts taken over, by their codes in the system before. */
  readonly items: ReadonlyMap<string, BilledItem>
}

const KINDS = { '': 'plan', 'parcelamento': 'plan', 'reparcelamento': 'replan' } as const
const METHODS = {
  price: 'price',
  sac: 'sac',
  simples: 'simple',
  iguais: 'flat',
  sem_juros: 'none',
} as const satisfies Record<string, Method>

/** Reads a line; whatever does not add up refuses it. */
export function readPlan(row: TakeOverRow, known: KnownForPlans): LegacyPlan {
  const { values } = row
  const owner = known.ownerOf(row)
  if (!owner.isHolder) {
    return refuse(
      'O devedor não é o titular de hoje do imóvel: nenhuma fatura cobraria as parcelas'
    )
  }
  const signedOn = requiredDay(values.signed_on ?? '', 'Assinatura')
  const negotiatedCents = positive(values.negotiated, 'Dívida negociada')
  const debt = debtSideOf(values, known, negotiatedCents)
  const down = downOf(values, signedOn)
  const count = countOf(values.instalments, 'Parcelas')
  const paidCount = countOf(values.paid_instalments, 'Parcelas pagas')
  const billed = billedOf(row, owner, known)
  const owed = owedOf(row, { paidCount, billed })
  if (paidCount + owed.length !== count) {
    return refuse(
      `${paidCount} pagas, ${billed.length} em aberto e ${owed.length - billed.length} a faturar não somam ${count} parcelas`
    )
  }
  const left = sumOf(owed, (one) => one.principalCents)
  const paid = negotiatedCents - down.downCents - left
  if (paid < 0n || (paid === 0n) !== (paidCount === 0)) {
    return refuse(
      `Entrada de ${formatMoney(down.downCents)} e parcelas que somam ${formatMoney(left)} não combinam com ${formatMoney(negotiatedCents)} negociados e ${paidCount} parcela(s) paga(s)`
    )
  }
  return {
    ...{ ...owner, ...debt, ...down, ...interestOf(values, owed), signedOn, negotiatedCents },
    ...{ number: orNull(values.number) ?? row.key, count, paidCount, owed },
    kind: codeOf(values.kind ?? '', 'Tipo', KINDS),
    paidCents: down.downCents + paid,
    firstReference: addRefMonths(owed[0]!.reference, -paidCount),
  }
}

function positive(text: string | undefined, title: string): bigint {
  const cents = centsOf(text ?? '', title)
  return cents > 0n ? cents : refuse(`${title}: precisa ser maior que zero`)
}

const orZero = (text: string | undefined, title: string): bigint =>
  orNull(text) === null ? 0n : positive(text, title)

function countOf(text: string | undefined, title: string): number {
  return /^\d{1,3}$/.test(text ?? '') ? Number(text) : refuse(`${title}: “${text}” não é um número`)
}

type Values = TakeOverRow['values']

/** What the plan was made of: the debts of the file, or one debt of the whole. */
function debtSideOf(values: Values, { types }: KnownForPlans, negotiatedCents: bigint) {
  const debts = debtsOf(values.debts)
  for (const { chargeType } of debts) {
    const type = types.get(chargeType) ?? refuse(`O tipo de cobrança ${chargeType} não existe`)
    if (type.beneficiary.kind !== 'utility') {
      return refuse(`${type.name} é de ${type.beneficiary.name}: não entra em parcelamento`)
    }
  }
  const discountCents = orZero(values.discount, 'Desconto')
  const discountLaw = orNull(values.discount_law)
  if (discountCents > 0n && discountLaw === null) return refuse('Falta a lei do desconto')
  const late = {
    fine: sumOf(debts, (one) => one.fineCents),
    interest: sumOf(debts, (one) => one.interestCents),
    correction: sumOf(debts, (one) => one.correctionCents),
  }
  const open = sumOf(debts, (one) => one.openCents)
  const whole = open + late.fine + late.interest + late.correction
  if (debts.length > 0 && whole - discountCents !== negotiatedCents) {
    return refuse(
      `Os débitos somam ${formatMoney(whole)} e, com o desconto, não dão os ${formatMoney(negotiatedCents)} negociados`
    )
  }
  return {
    ...{ debts, late, discountCents, discountLaw: discountCents > 0n ? discountLaw : null },
    debtCents: debts.length > 0 ? open : negotiatedCents + discountCents,
  }
}

/** A plan whose down payment is not paid is not in force: its debts are. */
function downOf(values: Values, signedOn: CivilDate) {
  const downCents = orZero(values.down, 'Entrada')
  if (downCents === 0n) return { downCents, downDueOn: null, effectiveOn: signedOn }
  const paidOn = dayOf(values.down_paid_on ?? '', 'Pagamento da entrada')
  if (paidOn === null) {
    return refuse('A entrada não foi paga: o parcelamento não vale, carregue os débitos dele')
  }
  const dueOn = dayOf(values.down_due_on ?? '', 'Vencimento da entrada') ?? paidOn
  return { downCents, downDueOn: dueOn, effectiveOn: paidOn }
}

function interestOf(values: Values, owed: readonly OwedInstalment[]) {
  const method: Method = values.method ? codeOf(values.method, 'Juros', METHODS) : 'none'
  const hasInterest = owed.some(({ interestCents }) => interestCents > 0n)
  if (hasInterest && method === 'none') {
    return refuse('As parcelas têm juros: diga como foram calculados (method)')
  }
  const percent = (orNull(values.monthly_percent) ?? '0').replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(percent)) {
    return refuse(`Juros ao mês: “${values.monthly_percent}” não é um percentual`)
  }
  return { method, monthlyPercent: Dec.of(percent).toString() }
}

interface Billed extends Instalment {
  readonly reference: RefMonth
  readonly askedBy: bigint
}

/** Instalments that bills of the system before ask for, by bill, the oldest first. */
function billedOf({ values }: TakeOverRow, owner: Owner, { items }: KnownForPlans): Billed[] {
  const own = wordsOf(values.billed_item_keys).map((key) => {
    const item = items.get(key) ?? refuse(`O débito ${key} não foi carregado`)
    if (item.premise_id !== owner.premiseId || item.debtor_id !== owner.customerId) {
      return refuse(`O débito ${key} é de outro imóvel ou de outro devedor`)
    }
    const isPart =
      (item.charge_type === PLAN_CHARGE && item.component === 'principal') ||
      (item.charge_type === PLAN_INTEREST && item.component === 'interest')
    return isPart ? item : refuse(`O débito ${key} não é de parcela (tipos plan e plan_interest)`)
  })
  const bills = Map.groupBy(own, (item) => item.origin_id)
  const billed = [...bills].map(([askedBy, parts]): Billed & { readonly dueOn: CivilDate } => {
    const of = (type: string) =>
      sumOf(
        parts.filter((part) => part.charge_type === type),
        (part) => part.amount_cents
      )
    const types = parts.map((part) => part.charge_type)
    if (!types.includes(PLAN_CHARGE) || new Set(types).size !== types.length) {
      return refuse(
        'Cada fatura em aberto cobra uma parcela: um débito plan e, se houver, um plan_interest'
      )
    }
    const { reference, due_on: dueOn } = parts[0]!
    const [principalCents, interestCents] = [of(PLAN_CHARGE), of(PLAN_INTEREST)]
    return { askedBy, reference, dueOn, principalCents, interestCents }
  })
  return billed.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
}

interface Before {
  readonly paidCount: number
  readonly billed: readonly Billed[]
}

function owedOf({ values }: TakeOverRow, { paidCount, billed }: Before): OwedInstalment[] {
  const rest = instalmentsOf(values.rest)
  if (rest.length + billed.length === 0) return refuse('Não há parcela a pagar')
  const next = rest.length > 0 ? referenceOf(values.next_reference ?? '') : null
  const waiting = rest.map((one, index) => ({
    ...{ ...one, reference: addRefMonths(next!, index), askedBy: null },
  }))
  return [...billed, ...waiting].map(
    ({ principalCents, interestCents, reference, askedBy }, index) => ({
      ...{ number: paidCount + index + 1, principalCents, interestCents, reference, askedBy },
    })
  )
}
