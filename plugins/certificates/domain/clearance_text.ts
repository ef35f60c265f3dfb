/** What a statement declares, by law: the same on the invoice and on the paper. */
export interface DeclaredYear {
  readonly year: number
  readonly months: number
  readonly disputed: string | null
}

/** `2026-03, 2026-04` as people write months. */
const monthsText = (months: string): string =>
  months
    .split(', ')
    .map((month) => `${month.slice(5)}/${month.slice(0, 4)}`)
    .join(', ')

/**
 * The statement in two sentences, and a third where something is before a court.
 * @see Lei 12.007/2009, arts. 2 and 4
 */
export function clearanceText({ year, months, disputed }: DeclaredYear): string {
  const billed = months === 1 ? 'um mês faturado' : `${months} meses faturados`
  const apart = disputed
    ? ` Não abrange o que está em discussão judicial: ${monthsText(disputed)}.`
    : ''
  return `Estão quitados os débitos com vencimento de janeiro a dezembro de ${year} (${billed}).${apart} Esta declaração substitui, para a comprovação do cumprimento das obrigações do consumidor, as quitações dos faturamentos mensais dos débitos do ano a que se refere e dos anos anteriores (Lei 12.007/2009, art. 4º).`
}
