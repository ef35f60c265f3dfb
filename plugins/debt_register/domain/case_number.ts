/**
 * A number of a court case, NNNNNNN-DD.AAAA.J.TR.OOOO, as courts write it; null when its check digits are wrong.
 * @see CNJ, Resolução 65/2008 (módulo 97, base 10)
 */
export function caseNumber(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length !== 20) return null
  const [sequence, check, rest] = [digits.slice(0, 7), digits.slice(7, 9), digits.slice(9)]
  if (BigInt(`${sequence}${rest}${check}`) % 97n !== 1n) return null
  const [year, segment, court, origin] = [
    ...[rest.slice(0, 4), rest.slice(4, 5), rest.slice(5, 7), rest.slice(7)],
  ]
  return `${sequence}-${check}.${year}.${segment}.${court}.${origin}`
}
