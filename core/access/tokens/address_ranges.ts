import { isIP } from 'node:net'
import { errors } from '../errors.ts'

const LONGEST_LIST = 20

/**
 * The addresses and ranges of a list that people typed, one a line or between commas: `10.0.0.7`, `10.1.0.0/16`, `2001:db8::/32`.
 * @throws BusinessError E_ACCESS_ADDRESS naming the first that is none.
 */
export function addressRanges(text: string | null | undefined): string[] {
  const ranges = (text ?? '').split(/[\s,;]+/).filter(Boolean)
  const wrong = ranges.find((range) => !isRange(range)) ?? ranges[LONGEST_LIST]
  if (wrong !== undefined) throw errors.E_ACCESS_ADDRESS({ address: wrong, most: LONGEST_LIST })
  return ranges
}

function isRange(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const version = isIP(address)
  if (!version || rest.length || !/^\d{1,3}$/.test(bits)) return false
  return Number(bits) <= (version === 4 ? 32 : 128)
}
