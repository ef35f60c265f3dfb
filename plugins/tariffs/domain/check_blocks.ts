import { type BlockIssue, rangeIssues } from './check_ranges.ts'
import { plainSewageIssues } from './check_sewage.ts'
import { declaredIssues } from './check_structures.ts'
import type { TariffTable } from './tariff_table.ts'

/** Gaps, overlaps, disorder and falling prices of every category and declared charge; the first two would leave a consumption without a price. */
export function blockIssues(table: TariffTable): BlockIssue[] {
  const blocks = Object.entries(table.categories).flatMap(([code, { title, blocks: list }]) =>
    list.length ? rangeIssues(`/categories/${code}/blocks`, title, list) : []
  )
  const strangers = Object.keys(table.garbage)
    .filter((code) => !table.categories[code])
    .map((code): BlockIssue => ({
      code: 'unknown_category',
      severity: 'critical',
      path: `/garbage/${code}`,
      message: `A taxa de lixo cita a categoria ${code}, que a tabela não tem`,
    }))
  return [
    ...blocks,
    ...strangers,
    ...fineIssues(table),
    ...declaredIssues(table),
    ...plainSewageIssues(table),
  ]
}

/** Two values for one type and degree: nobody could say which is due. */
function fineIssues({ fraud_fines: fines = [] }: TariffTable): BlockIssue[] {
  return fines.flatMap(({ type, degree }, index) =>
    fines.findIndex((one) => one.type === type && one.degree === degree) === index
      ? []
      : [
          {
            code: 'fine_twice',
            severity: 'critical' as const,
            path: `/fraud_fines/${index}`,
            message: `Multas por fraude: ${type}, grau ${degree}, tem dois valores; deixe um só`,
          },
        ]
  )
}
