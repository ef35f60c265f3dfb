/**
 * JSON Schema (2020-12) as decisions use it. Objects are closed and require every property; absence is `null`; decimals
 * are texts with `format: 'decimal'`, dates texts with `format: 'date'`, numbers are integers; lists state `maxItems`.
 */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[]
  readonly title?: string
  readonly description?: string
  /** What is measured, for people and for the unit check: `m3`, `BRL`, `percent`, `days`, `months`, … */
  readonly unit?: string
  readonly format?: 'decimal' | 'date' | (string & {})
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  /** What people read for each of `enum`, in its order. */
  readonly enumTitles?: readonly string[]
  /**
   * Where the codes that a text holds have their names: a look-up table (`registry.categories`), an enumerated field of
   * records (`registry.connections#situation`), or an item of the configuration whose kind names its codes
   * (`parameter/readings.anomalies`). For people only: a code without a name is as good a value.
   */
  readonly namedBy?: string
  /** The names themselves: declared where they never change, else read from `namedBy` where a schema is shown to people. */
  readonly names?: readonly CodeName[]
  /** Of a decision's facts: the tables that its rules look up, by the name that they are looked up by. */
  readonly tables?: Readonly<Record<string, TableWords>>
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  readonly anyOf?: readonly JsonSchema[]
}

/** What people call a table of the configuration that rules look up, and the fields of its rows. */
export interface TableWords {
  readonly title: string
  readonly fields?: Readonly<Record<string, string>>
}

/** A code with what people call it. */
export interface CodeName {
  readonly value: string
  readonly title: string
}

export type JsonType = 'null' | 'boolean' | 'integer' | 'string' | 'array' | 'object'

/** What a decision is asked with: plain JSON that satisfies the decision's `facts` schema. */
export type Facts = Readonly<Record<string, unknown>>

/** What a rule answers: plain JSON that satisfies the decision's `outcome` schema, deep-frozen. */
export type Outcome = Readonly<Record<string, unknown>>

/** Contents of the configuration pack by `kind/key`; the only thing besides the facts that a rule can read. */
export type Lookups = Readonly<Record<string, unknown>>

/** A scalar, a list of expressions, or one operator with its list of arguments: `{"+": [1, 2]}`. */
export type Expression =
  | null
  | boolean
  | number
  | string
  | readonly Expression[]
  | { readonly [operator: string]: readonly unknown[] }

/**
 * How many rules answer: `first` the first whose condition holds; `all` each of them, in order; `sum` each of them, numbers
 * added, lists joined, and any other field equal in all.
 */
export type HitPolicy = 'first' | 'all' | 'sum'

/** A named question that code asks and configuration answers. */
export interface Decision {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly facts: JsonSchema
  readonly outcome: JsonSchema
  readonly hit: HitPolicy
  /**
   * Dates that may decide which version is in force, the first by default: paths of facts, or names of dates that the
   * asking code knows besides (a consumption period split by days).
   */
  readonly dates: readonly { readonly key: string; readonly title: string }[]
  /**
   * The record type that it is asked about, and the fact under which rules read the fields that administrators added to it;
   * a ruleset says of them what it reads, in its own `subject`.
   */
  readonly subject?: { readonly record: string; readonly fact: string; readonly title: string }
  /**
   * Look-ups that the asking code makes of whole items (`kind/key`) of the configuration: `tariff-category/RES` of a tariff
   * table. Whoever tries the rules out makes them the same way.
   */
  readonly derived?: {
    readonly from: readonly string[]
    lookups(contents: Lookups): Lookups
  }
  /** What no ruleset of a utility may answer, because the law binds it. */
  readonly floors?: readonly Floor[]
  /** Whether one person may put rules in force at once, to be ratified later; yes, when not said. */
  readonly admitsEmergency?: boolean
  /** The product's own answer, where the utility has configured none. */
  readonly ruleset: RulesetContent
}

/** A case in which the law admits only some answers. */
export interface Floor {
  /** The case, in words: `Hospital`. */
  readonly title: string
  readonly facts: Facts
  /** Whether the law admits the answer whatever rule gives it. */
  allows(outcome: Evaluation['outcome']): boolean
  /**
   * The same case without what the law protects: another answer is admitted too when a rule of its own gives it, which is not the
   * one that answers here.
   */
  readonly unlike?: Facts
  /** The article, for the person who drafts. */
  readonly because: string
}

/** What administrators edit: the content of one version of a ruleset. */
export interface RulesetContent {
  readonly decision: string
  readonly rules: readonly Rule[]
  /** The answer when no rule applies; with `null`, that is an error (`first`, `sum`) or an empty list (`all`). */
  readonly default: Outcome | null
  readonly examples: readonly Example[]
  /** Schemas of the added fields that it reads, by key, as they were when it was written; filled in as it is saved. */
  readonly subject?: Readonly<Record<string, JsonSchema>>
}

export interface Rule {
  readonly id: string
  readonly title: string
  readonly when: Expression
  readonly then: Readonly<Record<string, Expression>>
  /** Legal basis: law, article, resolution. */
  readonly because: string
}

/** A test that administrators write; `outcome` is a list when the hit policy is `all`. */
export interface Example {
  readonly title: string
  readonly facts: Facts
  readonly lookups?: Lookups
  readonly outcome: unknown
}

/** A finding at save. `path` is a JSON Pointer into the ruleset; `message` is in Portuguese. */
export interface Issue {
  readonly code: string
  readonly severity: 'critical' | 'warning'
  readonly path: string
  readonly message: string
}

/** A rule that applied, with its legal basis. */
export interface Hit {
  readonly rule: string
  readonly because: string
}

/** Answer of a ruleset: one outcome, or a list of them when the hit policy is `all`. Deep-frozen. */
export interface Evaluation {
  readonly outcome: Outcome | readonly Outcome[]
  readonly hits: readonly Hit[]
}

/** A checked ruleset, ready to be asked many times. */
export interface CompiledRuleset {
  readonly decision: string
  /** Throws `RuleError`. The facts are trusted to have passed `checkFacts`, yet every read is strict. */
  evaluate(facts: Facts, lookups?: Lookups): Evaluation
}

/** One step of a calculation. Values are plain JSON; decimals are canonical text. */
export interface ExplainedNode {
  readonly path: string
  /** Operator; `literal` for a constant and `list` for a list of expressions. */
  readonly op: string
  readonly args: readonly ExplainedNode[]
  readonly value: unknown
  /** Whether the value is a decimal, which looks like a text. */
  readonly decimal?: true
  /** Of a `var`: the path read, and the title and unit of that fact. */
  readonly fact?: {
    readonly path: string
    readonly title: string
    readonly unit?: string
    /** What its codes are called. */
    readonly names?: readonly CodeName[]
  }
}

export interface ExplainedRule {
  readonly id: string
  readonly title: string
  readonly because: string
  /** `skipped`: not tried, because an earlier rule had answered. */
  readonly state: 'hit' | 'missed' | 'skipped'
  readonly when: ExplainedNode | null
  readonly then: Readonly<Record<string, ExplainedNode>>
}

/** An evaluation with every step that led to it. */
export interface Explanation extends Evaluation {
  readonly decision: string
  readonly title: string
  readonly rules: readonly ExplainedRule[]
  /** Titles of the outcome's fields, for people. */
  readonly fields: Readonly<Record<string, string>>
}
