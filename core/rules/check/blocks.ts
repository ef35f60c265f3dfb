import { Fault } from '../errors.ts'
import { readBlocks } from '../operators/blocks.ts'
import type { Issue } from '../types.ts'
import type { Value } from '../values.ts'

/**
 * Checks tariff brackets `{over, to, price}`: gaps, overlaps, disorder and a start other than zero are critical; a price that
 * falls and a last bracket with an end are warnings.
 */
export function checkBlocks(blocks: unknown, path: string): Issue[] {
  try {
    const list = readBlocks(blocks as Value, 0)
    return list.flatMap(({ price, to }, index) => {
      const at = `${path}/${index}`
      const before = list[index - 1]
      const issues: Issue[] = []
      if (before !== undefined && price.lt(before.price)) {
        const message = `O preço cai de ${before.price} para ${price} na faixa ${index + 1}; confira se é mesmo assim.`
        issues.push({ code: 'falling_price', severity: 'warning', path: `${at}/price`, message })
      }
      if (index === list.length - 1 && to !== null) {
        const message = `A última faixa termina em ${to}; um volume maior para com erro. Para não ter fim, use null.`
        issues.push({ code: 'closed_brackets', severity: 'warning', path: `${at}/to`, message })
      }
      return issues
    })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const message = `As faixas estão erradas: ${error.message}.`
    return [{ code: 'bad_brackets', severity: 'critical', path, message }]
  }
}
