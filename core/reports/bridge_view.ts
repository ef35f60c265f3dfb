import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { MOST_DOCUMENTS } from './bridges.ts'
import type { BridgeResult } from './types.ts'

/** A bridge as screens and terminals print it: every value as text in its unit. */
export interface BridgeView {
  readonly name: string
  readonly title: string
  readonly isClosed: boolean
  readonly isOfMunicipality: boolean
  readonly terms: readonly {
    readonly label: string
    readonly sign: '+' | '−' | '='
    readonly text: string
    readonly isZero: boolean
  }[]
  readonly remainder: string
  readonly documents: readonly {
    readonly title: string
    readonly path: string | null
    readonly left: string
    readonly right: string
    readonly difference: string
  }[]
  /** As many as are told at most: there may be more. */
  readonly isCut: boolean
}

const THIN_SPACE = '\u202F'
const number = (value: string) =>
  formatDecimal(Dec.of(value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')))

const WRITERS: Readonly<Record<BridgeResult['unit'], (value: string) => string>> = {
  cents: (value) => formatMoney(BigInt(value)).replace('\u00A0', THIN_SPACE),
  m3: (value) => `${number(value)}${THIN_SPACE}m³`,
  count: number,
}

export function bridgeView({
  name,
  title,
  unit,
  terms,
  remainder,
  isClosed,
  isOfMunicipality,
  documents,
}: BridgeResult): BridgeView {
  const write = WRITERS[unit]
  return {
    name,
    title,
    isClosed,
    isOfMunicipality,
    terms: terms.map(({ label, sign, value }) => ({
      label,
      sign: sign === '-' ? '−' : sign,
      text: write(String(value)),
      isZero: /^-?0(\.0+)?$/.test(String(value)),
    })),
    remainder: write(remainder),
    documents: documents.map((one) => ({
      ...{ title: one.title, path: one.path },
      left: write(String(one.left)),
      right: write(String(one.right)),
      difference: write(Dec.of(one.left).minus(Dec.of(one.right)).toString()),
    })),
    isCut: documents.length === MOST_DOCUMENTS,
  }
}
