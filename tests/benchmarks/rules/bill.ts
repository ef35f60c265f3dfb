import jsonLogic from 'json-logic-js'
import {
  type Decision,
  type Expression,
  type JsonSchema,
  type RulesetContent,
  compileRuleset,
  explainRuleset,
} from '#core/rules/index'

const TOPS = [10, 20, 30] as const
const PRICES = { RES: [3457, 4149, 4978, 5974], COM: [5186, 6224, 7467, 8961] } as const

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const decimal: JsonSchema = { type: 'string', format: 'decimal' }
const bracket = closed({
  from: decimal,
  to: { type: ['string', 'null'], format: 'decimal' },
  m3: decimal,
  price: decimal,
  amount: decimal,
})

const decision: Decision = {
  name: 'bench.bill',
  title: 'Fatura',
  facts: closed({
    category: { type: 'string', enum: ['RES', 'COM'] },
    economies: { type: 'integer' },
    m3: { type: 'integer' },
  }),
  outcome: closed({
    water: decimal,
    sewage: decimal,
    lines: { type: 'array', items: bracket, maxItems: 20 },
  }),
  hit: 'first',
  dates: [],
  ruleset: { decision: 'bench.bill', rules: [], default: null, examples: [] },
}

const v = (name: string): Expression => ({ var: [name] })
const priceText = (thousandths: number) => (thousandths / 1000).toFixed(3)

/** One rule for each category; the whole cascade and 80% of sewage, rounded to cents. */
function contentOf(
  water: (category: 'RES' | 'COM') => Expression,
  lines: (category: 'RES' | 'COM') => Expression
): RulesetContent {
  return {
    ...decision.ruleset,
    rules: (['RES', 'COM'] as const).map((category) => ({
      id: category,
      title: category,
      because: 'Bancada',
      when: { '==': [v('category'), category] },
      then: {
        water: water(category),
        sewage: { muldiv: [water(category), 80, 100, 2, 'half-up'] },
        lines: lines(category),
      },
    })),
  }
}

const blocksOf = (category: 'RES' | 'COM') =>
  PRICES[category].map((price, index) => ({
    over: TOPS[index - 1] ?? 0,
    to: TOPS[index] ?? null,
    price: priceText(price),
  }))
const cascade = (category: 'RES' | 'COM'): Expression => ({
  brackets: [
    v('m3'),
    v('economies'),
    { literal: [blocksOf(category)] },
    2,
    'half-up',
    'per_bracket',
  ],
})
const withBrackets = contentOf(
  (category) => ({ field: [cascade(category), 'amount'] }),
  (category) => ({ field: [cascade(category), 'lines'] })
)

/** The same sum from single operators: what of the volume lies in each bracket, times its price, rounded. */
const fineWater = (category: 'RES' | 'COM'): Expression => ({
  '+': PRICES[category].map((price, index): Expression => {
    const edge = (top: number): Expression => ({ '*': [top, v('economies')] })
    const below: Expression =
      TOPS[index] === undefined ? v('m3') : { min: [v('m3'), edge(TOPS[index])] }
    const part: Expression = { max: [{ '-': [below, edge(TOPS[index - 1] ?? 0)] }, 0] }
    return { round: [{ '*': [part, priceText(price)] }, 2, 'half-up'] }
  }),
})
const withFineRules = contentOf(fineWater, () => [])

interface Facts {
  readonly category: 'RES' | 'COM'
  readonly economies: number
  readonly m3: number
}

/** The same bill by hand, in whole thousandths and cents. */
function byHand({ category, economies, m3 }: Facts) {
  let water = 0
  for (const [index, price] of PRICES[category].entries()) {
    const low = (TOPS[index - 1] ?? 0) * economies
    const high = (TOPS[index] ?? Infinity) * economies
    const part = Math.max(0, Math.min(m3, high) - low)
    water += Math.floor((part * price + 5) / 10)
  }
  return { water, sewage: Math.floor((water * 80 + 50) / 100) }
}

/** The same bill in plain JSON-Logic, in binary numbers and without rounding to cents by rule: the nearest it can say. */
const plainWater = (category: 'RES' | 'COM') => ({
  '+': PRICES[category].map((price, index) => {
    const edge = (top: number) => ({ '*': [top, { var: 'economies' }] })
    const top = TOPS[index]
    const below = top === undefined ? { var: 'm3' } : { min: [{ var: 'm3' }, edge(top)] }
    return { '*': [{ max: [{ '-': [below, edge(TOPS[index - 1] ?? 0)] }, 0] }, price] }
  }),
})
const plainRule = {
  if: [{ '==': [{ var: 'category' }, 'RES'] }, plainWater('RES'), plainWater('COM')],
} as never

const FACTS: readonly Facts[] = Array.from({ length: 60 }, (_, index) => ({
  category: index % 3 === 0 ? 'COM' : 'RES',
  economies: 1 + (index % 4),
  m3: index * 2,
}))

const ROUNDS = 12

/** Bills a second: the best of short rounds, each over the same sixty premises, so that other work on the machine shows least. */
function perSecond(bills: number, bill: (facts: Facts) => unknown): number {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    for (let index = 0; index < bills; index++) bill(FACTS[index % FACTS.length] as Facts)
    best = Math.min(best, performance.now() - began)
  }
  return Math.round((bills * 1000) / best)
}

/** The two ways of writing the rules answer as the code by hand does; otherwise the figures say nothing. */
function refuseDifferent(bills: readonly ((facts: Facts) => unknown)[]): void {
  for (const facts of FACTS) {
    const { water, sewage } = byHand(facts)
    for (const bill of bills) {
      const found = bill(facts) as { outcome: { water: string; sewage: string } }
      const cents = [found.outcome.water, found.outcome.sewage].map((one) =>
        Math.round(Number(one) * 100)
      )
      if (cents[0] === water && cents[1] === sewage) continue
      throw new Error(`${JSON.stringify(facts)}: ${cents.join(' ')} is not ${water} ${sewage}`)
    }
  }
}

/** A bill of four brackets, two categories, sewage and rounding, in one run: rules, plain JSON-Logic and code by hand. */
export function benchBill() {
  const asked = (content: RulesetContent) => {
    const compiled = compileRuleset(decision, content)
    return (facts: Facts) => compiled.evaluate({ ...facts })
  }
  const explained = (content: RulesetContent) => (facts: Facts) =>
    explainRuleset(decision, content, { ...facts })
  const [brackets, fine] = [asked(withBrackets), asked(withFineRules)]
  refuseDifferent([brackets, fine, explained(withBrackets)])
  const bills = {
    brackets: perSecond(20_000, brackets),
    fine_rules: perSecond(20_000, fine),
    brackets_explained: perSecond(3000, explained(withBrackets)),
    fine_rules_explained: perSecond(3000, explained(withFineRules)),
    plain_json_logic_water_only: perSecond(10_000, (facts) => jsonLogic.apply(plainRule, facts)),
    by_hand: perSecond(500_000, byHand),
  }
  const ratio = (one: number, other: number) => Number((one / other).toFixed(2))
  return {
    bill: 'four brackets, two categories, sewage, rounding',
    bills_per_second: bills,
    brackets_to_json_logic: ratio(bills.brackets, bills.plain_json_logic_water_only),
    fine_rules_to_json_logic: ratio(bills.fine_rules, bills.plain_json_logic_water_only),
    by_hand_to_brackets: ratio(bills.by_hand, bills.brackets),
    by_hand_to_fine_rules: ratio(bills.by_hand, bills.fine_rules),
  }
}
