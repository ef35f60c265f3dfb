import type { FormulaTerm } from './structure.ts'

/** A formula as people write it: `9,80 + 1,25 × m³^1,5`. A power of 0 is a constant, one of 1 is not written. */
export const formulaText = (terms: readonly FormulaTerm[]): string =>
  terms
    .map(({ coefficient, power }, index) => {
      const factor = comma(index > 0 ? coefficient.replace(/^-/, '') : coefficient)
      const sign = index === 0 ? '' : coefficient.startsWith('-') ? ' − ' : ' + '
      if (power === '0') return `${sign}${factor}`
      return `${sign}${factor} × m³${power === '1' ? '' : `^${comma(power)}`}`
    })
    .join('')

const comma = (text: string) => text.replace('.', ',')
const point = (text: string) => text.replace(',', '.')

const TERM = /^([+-]?)(\d+(?:[.,]\d+)?)(?:[×x*·](?:m³|m3|v)(?:\^(\d+(?:[.,]\d+)?))?)?$/i

/** The terms of a formula; null for a text that is none. */
export function termsOf(text: string): FormulaTerm[] | null {
  const parts = text
    .replaceAll('\u2212', '-')
    .replace(/\s/g, '')
    .split(/(?<=[\d³)vV])(?=[+-])/)
  const terms = parts.map((part): FormulaTerm | null => {
    const [whole, sign = '', coefficient = '', power] = TERM.exec(part) ?? []
    if (whole === undefined) return null
    const isConstant = !/[×x*·]/i.test(part)
    return {
      coefficient: `${sign === '-' ? '-' : ''}${point(coefficient)}`,
      power: isConstant ? '0' : power === undefined ? '1' : point(power),
    }
  })
  return terms.every((term) => term !== null) ? (terms as FormulaTerm[]) : null
}
