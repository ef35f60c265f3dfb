import { format } from '#core/web/index'
import type { BridgeResult } from './types.ts'

/** A bridge as screens and terminals print it: every value as text in its unit. */
export interface BridgeView {
  readonly name: string
  readonly title: string
  readonly isClosed: boolean
  readonly terms: readonly {
    readonly label: string
    readonly sign: '+' | '−' | '='
    readonly text: string
    readonly isZero: boolean
  }[]
  readonly remainder: string
}

const WRITERS: Readonly<Record<BridgeResult['unit'], (value: string) => string>> = {
  cents: (value) => format.money(value),
  m3: (value) => format.volume(value),
  count: (value) => format.integer(value),
}

export function bridgeView({
  name,
  title,
  unit,
  terms,
  remainder,
  isClosed,
}: BridgeResult): BridgeView {
  const write = WRITERS[unit]
  return {
    name,
    title,
    isClosed,
    terms: terms.map(({ label, sign, value }) => ({
      label,
      sign: sign === '-' ? '−' : sign,
      text: write(String(value)),
      isZero: /^-?0(\.0+)?$/.test(String(value)),
    })),
    remainder: write(remainder),
  }
}
