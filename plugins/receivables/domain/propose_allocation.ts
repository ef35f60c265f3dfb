import { parseMoney } from '#core/money/index'

/** What is open of one invoice, as a paying body may settle it. */
export interface AllocatableDebt {
  readonly key: string
  readonly reference: string
  /** What the papers ask for: without the tax that the body may keep. */
  readonly netCents: bigint
  readonly openCents: bigint
  /** Numbers of the papers that ask for it. */
  readonly numbers: readonly string[]
}

/** Why these invoices are proposed. */
export type AllocationReason =
  'listed' | 'all' | 'month' | 'until_month' | 'combination' | 'oldest' | 'nothing'

export interface AllocationProposal {
  readonly reason: AllocationReason
  /** Whether the body paid the whole debt, keeping no tax. */
  readonly isGross: boolean
  readonly amounts: ReadonlyMap<string, bigint>
}

export interface ListedInvoice {
  readonly number: string
  /** As the body says that it paid it; null: not said. */
  readonly amountCents: bigint | null
}

const LISTED = /^(\d[\d.-]*)(?:[\s;,|]+(?:R\$\s*)?(\d[\d.]*,\d{2}))?$/

/** The list that came with the money: a number and, when said, an amount on each line. What is neither is told. */
export function readAllocationList(text: string): {
  readonly listed: readonly ListedInvoice[]
  readonly unread: readonly string[]
} {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const listed: ListedInvoice[] = []
  const unread: string[] = []
  for (const line of lines) {
    const [, number, amount] = LISTED.exec(line) ?? []
    if (number === undefined) unread.push(line)
    else {
      const amountCents = amount === undefined ? null : parseMoney(amount)
      listed.push({ number: number.replace(/[.-]/g, ''), amountCents })
    }
  }
  return { listed, unread }
}

/**
 * Which invoices a payment is of, the oldest first: those of the list that came with it; else the whole, one month, the months
 * until one, or the only few that add up to it, net of withheld tax or gross; else the oldest ones that fit in whole.
 */
export function proposeAllocation(
  amountCents: bigint,
  debts: readonly AllocatableDebt[],
  listed: readonly ListedInvoice[] = []
): AllocationProposal {
  if (listed.length > 0) return ofList(amountCents, debts, listed)
  for (const isGross of [false, true]) {
    const worth = worthOf(isGross)
    const found = exactly(amountCents, debts, worth)
    if (found) return { ...found, isGross }
  }
  return oldest(amountCents, debts)
}

type Worth = (debt: AllocatableDebt) => bigint

const worthOf =
  (isGross: boolean): Worth =>
  (debt) =>
    isGross ? debt.openCents : debt.netCents

const sumOf = (debts: readonly AllocatableDebt[], worth: Worth): bigint =>
  debts.reduce((sum, debt) => sum + worth(debt), 0n)

const take = (debts: readonly AllocatableDebt[], worth: Worth): ReadonlyMap<string, bigint> =>
  new Map(debts.map((debt) => [debt.key, worth(debt)]))

function ofList(
  amountCents: bigint,
  debts: readonly AllocatableDebt[],
  listed: readonly ListedInvoice[]
): AllocationProposal {
  const named = new Map(listed.map((one) => [one.number, one.amountCents]))
  const numberOf = (debt: AllocatableDebt) => debt.numbers.find((number) => named.has(number))
  const chosen = debts.filter((debt) => numberOf(debt) !== undefined)
  const isGross =
    listed.every((one) => one.amountCents === null) &&
    sumOf(chosen, worthOf(false)) !== amountCents &&
    sumOf(chosen, worthOf(true)) === amountCents
  const amounts = new Map<string, bigint>()
  let left = amountCents
  for (const debt of chosen) {
    const said = named.get(numberOf(debt)!) ?? worthOf(isGross)(debt)
    const cents = least(said, debt.openCents, left)
    if (cents > 0n) amounts.set(debt.key, cents)
    left -= cents
  }
  return { reason: 'listed', isGross, amounts }
}

const least = (...cents: bigint[]): bigint => cents.reduce((a, b) => (a < b ? a : b))

function exactly(
  amountCents: bigint,
  debts: readonly AllocatableDebt[],
  worth: Worth
): Pick<AllocationProposal, 'reason' | 'amounts'> | null {
  if (debts.length > 0 && sumOf(debts, worth) === amountCents) {
    return { reason: 'all', amounts: take(debts, worth) }
  }
  const months = [...Map.groupBy(debts, ({ reference }) => reference)].sort(([a], [b]) =>
    a < b ? -1 : 1
  )
  const month = months.find(([, ones]) => sumOf(ones, worth) === amountCents)
  if (month) return { reason: 'month', amounts: take(month[1], worth) }
  const until = months.findIndex(
    (_, last) =>
      sumOf(
        months.slice(0, last + 1).flatMap(([, ones]) => ones),
        worth
      ) === amountCents
  )
  if (until > 0) {
    const ones = months.slice(0, until + 1).flatMap(([, some]) => some)
    return { reason: 'until_month', amounts: take(ones, worth) }
  }
  const few = combination(amountCents, debts, worth)
  return few && { reason: 'combination', amounts: take(few, worth) }
}

const MOST_STEPS = 200_000

/** The only set of debts that adds up to an amount; null when there is none, or more than one. */
function combination(
  amountCents: bigint,
  debts: readonly AllocatableDebt[],
  worth: Worth
): AllocatableDebt[] | null {
  const ordered = [...debts].sort((a, b) => (worth(a) > worth(b) ? -1 : 1))
  const rest = ordered.map((_, index) => sumOf(ordered.slice(index), worth))
  const found: AllocatableDebt[][] = []
  let steps = 0
  const search = (index: number, left: bigint, taken: AllocatableDebt[]): void => {
    if (left === 0n) {
      found.push(taken)
      return
    }
    if (found.length > 1 || ++steps > MOST_STEPS) return
    if (index >= ordered.length || rest[index]! < left) return
    const debt = ordered[index]!
    if (worth(debt) <= left && worth(debt) > 0n) {
      search(index + 1, left - worth(debt), [...taken, debt])
    }
    search(index + 1, left, taken)
  }
  search(0, amountCents, [])
  return found.length === 1 && steps <= MOST_STEPS ? found[0]! : null
}

function oldest(amountCents: bigint, debts: readonly AllocatableDebt[]): AllocationProposal {
  const amounts = new Map<string, bigint>()
  let left = amountCents
  for (const { key, netCents } of debts) {
    if (netCents <= 0n || netCents > left) break
    amounts.set(key, netCents)
    left -= netCents
  }
  return { reason: amounts.size > 0 ? 'oldest' : 'nothing', isGross: false, amounts }
}
