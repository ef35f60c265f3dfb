import { Dec } from '#core/money/index'
import type { TariffBlock, TariffTable } from './tariff_table.ts'

interface BlockIssue {
  readonly code: string
  readonly severity: 'critical' | 'warning'
  readonly path: string
  readonly message: string
}

function issuesOf(code: string, title: string, blocks: readonly TariffBlock[]): BlockIssue[] {
  const issues: BlockIssue[] = []
  const say = (severity: BlockIssue['severity'], what: string, index: number, message: string) =>
    issues.push({
      code: what,
      severity,
      path: `/categories/${code}/blocks/${index}`,
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
    if (previous && Dec.of(block.price).lt(Dec.of(previous.price))) {
      say(
        'warning',
        'price_inversion',
        index,
        `a faixa ${index + 1} (${block.price}) custa menos que a anterior (${previous.price}); confira se é isso mesmo`
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

/** Gaps, overlaps, disorder and falling prices of every category; the first two would leave a consumption without a price. */
export function blockIssues(table: TariffTable): BlockIssue[] {
  const blocks = Object.entries(table.categories).flatMap(([code, { title, blocks: list }]) =>
    issuesOf(code, title, list)
  )
  const strangers = Object.keys(table.garbage)
    .filter((code) => !table.categories[code])
    .map((code): BlockIssue => ({
      code: 'unknown_category',
      severity: 'critical',
      path: `/garbage/${code}`,
      message: `A taxa de lixo cita a categoria ${code}, que a tabela não tem`,
    }))
  return [...blocks, ...strangers]
}
