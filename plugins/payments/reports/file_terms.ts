import type { BridgeTerm } from '#core/reports/index'
import type { FateTotals } from '../services/file_totals.ts'

/** What files say of themselves. */
export interface FileSums {
  readonly lines: bigint
  readonly totalCents: bigint
  readonly unreadableCents: bigint
}

type Picker = (totals: FateTotals) => bigint

const sumOf = (totals: readonly FateTotals[], fates: readonly string[], pick: Picker) =>
  totals.filter(({ fate }) => fates.includes(fate)).reduce((sum, one) => sum + pick(one), 0n)

/** Money: what the files say in their last record is what their lines came to. */
export function moneyTerms(
  label: string,
  sums: FileSums,
  totals: readonly FateTotals[]
): BridgeTerm[] {
  const of = (...fates: string[]) => sumOf(totals, fates, ({ amountCents }) => amountCents)
  const credits = sumOf(totals, ['settled', 'duplicate'], ({ creditCents }) => creditCents)
  return [
    { name: 'total', label, sign: '+', value: sums.totalCents },
    {
      name: 'settled',
      label: 'Baixado em débitos',
      sign: '=',
      value: of('settled', 'duplicate') - credits,
    },
    { name: 'credits', label: 'Virou crédito (em dobro ou a maior)', sign: '=', value: credits },
    { name: 'joined', label: 'Já recebido por outro meio', sign: '=', value: of('joined') },
    { name: 'unidentified', label: 'A identificar', sign: '=', value: of('unidentified') },
    {
      ...{ name: 'forwarded', label: 'De contas do sistema anterior', sign: '=' },
      value: of('forwarded'),
    },
    { name: 'returned', label: 'De débitos não feitos', sign: '=', value: of('returned') },
    { name: 'noted', label: 'Em linhas só anotadas', sign: '=', value: of('noted') },
    {
      name: 'rejected',
      label: 'Em linhas recusadas',
      sign: '=',
      value: of('rejected') + sums.unreadableCents,
    },
    { name: 'waiting', label: 'Em linhas ainda não processadas', sign: '=', value: of('waiting') },
  ]
}

/** Lines: each has exactly one fate. */
export function lineTerms(
  label: string,
  sums: FileSums,
  totals: readonly FateTotals[]
): BridgeTerm[] {
  const of = (...fates: string[]) => sumOf(totals, fates, ({ lines }) => lines)
  return [
    { name: 'lines', label, sign: '+', value: sums.lines },
    { name: 'settled', label: 'Baixadas', sign: '=', value: of('settled') },
    { name: 'duplicate', label: 'Em dobro', sign: '=', value: of('duplicate') },
    { name: 'joined', label: 'Já recebidas por outro meio', sign: '=', value: of('joined') },
    { name: 'unidentified', label: 'A identificar', sign: '=', value: of('unidentified') },
    { name: 'forwarded', label: 'Do sistema anterior', sign: '=', value: of('forwarded') },
    { name: 'returned', label: 'Débitos não feitos', sign: '=', value: of('returned') },
    { name: 'noted', label: 'Só anotadas', sign: '=', value: of('noted') },
    { name: 'rejected', label: 'Recusadas', sign: '=', value: of('rejected') },
    { name: 'waiting', label: 'Ainda não processadas', sign: '=', value: of('waiting') },
  ]
}
