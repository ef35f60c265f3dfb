import { Dec } from '#core/money/index'
import type { TariffBlock } from './tariff_table.ts'

export interface BlockIssue {
  readonly code: string
  readonly severity: 'critical' | 'warning'
  readonly path: string
  readonly message: string
}

type Range = Pick<TariffBlock, 'over' | 'to'> & { readonly price?: string }

/** Gaps, overlaps, disorder, an end that leaves a volume without price, and prices that fall, at a place of the content. */
export function rangeIssues(at: string, title: string, blocks: readonly Range[]): BlockIssue[] {
  const issues: BlockIssue[] = []
  const say = (severity: BlockIssue['severity'], what: string, index: number, message: string) =>
    issues.push({
      code: what,
      severity,
      path: `${at}/${index}`,
      message: `${title}: ${message}`,
    })
  for (const [index, block] of blocks.entries()) {
    const expected = index === 0 ? 0 : blocks[index - 1]!.to
    if (block.over !== expected) {
      const problem =
        expected === null || block.over < expected ? 'sobreposta à' : 'com um vão depois da'
      say(
        'critical',
        'bracket_gap',
        index,
        `a faixa ${index + 1} começa em ${block.over} m³, ${problem} anterior (${expected ?? 'sem limite'}); comece em ${expected ?? 'outra ordem'}`
      )
    }
    if (block.to !== null && block.to <= block.over) {
      say(
        'critical',
        'bracket_disorder',
        index,
        `a faixa ${index + 1} termina em ${block.to} m³, que não passa do seu começo (${block.over})`
      )
    }
    const previous = blocks[index - 1]
    if (isCheaper(block.price, previous?.price)) {
      say(
        'warning',
        'price_inversion',
        index,
        `a faixa ${index + 1} (${block.price}) custa menos que a anterior (${previous?.price}); confira se é isso mesmo`
      )
    }
  }
  if (blocks.at(-1)?.to !== null) {
    say(
      'critical',
      'bracket_open_end',
      blocks.length - 1,
      'a última faixa precisa ser sem limite (até: vazio), senão um consumo maior fica sem preço'
    )
  }
  return issues
}

const isCheaper = (price?: string, before?: string) =>
  price !== undefined && before !== undefined && Dec.of(price).lt(Dec.of(before))
