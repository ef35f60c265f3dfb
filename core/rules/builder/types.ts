import type { Expression } from '../types.ts'

/** A constant of a rule. */
export type Scalar = null | boolean | number | string

/** Every node keeps the JSON Pointer of the expression that it shows. */
interface Placed {
  readonly at: string
}

/** A condition as the builder shows it; what it cannot show stays a fragment of JSON, in its place. */
export type Condition = Placed &
  (
    | { readonly kind: 'always' | 'never' }
    | { readonly kind: 'group'; readonly op: 'and' | 'or'; readonly items: readonly Condition[] }
    | { readonly kind: 'not'; readonly item: Condition }
    | Compare
    | { readonly kind: 'between'; readonly op: '<' | '<='; readonly parts: readonly Value[] }
    | { readonly kind: 'empty' | 'filled'; readonly value: Value }
    | { readonly kind: 'flag'; readonly path: string; readonly expected: boolean }
    | { readonly kind: 'value'; readonly value: Value }
    | Fragment
  )

export interface Compare {
  readonly kind: 'compare'
  readonly op: string
  readonly left: Value
  readonly right: Value
}

export interface Fragment {
  readonly kind: 'fragment'
  readonly expression: Expression
}

/** A value as the builder shows it. */
export type Value = Placed &
  (
    | { readonly kind: 'constant'; readonly value: Scalar }
    | { readonly kind: 'list'; readonly items: readonly Scalar[]; readonly isLiteral: boolean }
    | { readonly kind: 'fact'; readonly path: string }
    | { readonly kind: 'call'; readonly op: string; readonly args: readonly Value[] }
    | { readonly kind: 'if'; readonly cases: readonly Case[]; readonly otherwise: Value }
    | { readonly kind: 'object'; readonly fields: readonly Field[] }
    | { readonly kind: 'blocks'; readonly rows: readonly Block[] }
    | { readonly kind: 'condition'; readonly condition: Condition }
    | Kept
    | Each
    | Fragment
  )

/** Elements of a list for which a condition holds: which they are, how many, whether all, some or none. */
export interface Kept {
  readonly kind: 'kept'
  readonly op: string
  readonly list: Value
  /** Of one element: its facts are those of the element. */
  readonly item: Condition
}

/** Something computed on each element of a list: all of it, its sum, its largest. */
export interface Each {
  readonly kind: 'each'
  readonly op: string
  readonly list: Value
  /** Of one element: its facts are those of the element. */
  readonly item: Value
  /** What a `reduce` begins with. */
  readonly start?: Value
}

export interface Case {
  readonly when: Condition
  readonly then: Value
}

export interface Field {
  readonly name: string
  readonly value: Value
}

/** One bracket of a tariff written in the rule itself: above `over`, up to `to` (null: without end), at `price`. */
export interface Block {
  readonly over: Scalar
  readonly to: Scalar
  readonly price: Scalar
}
