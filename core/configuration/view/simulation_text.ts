import type { Evidence } from '../simulation/evidence.ts'
import { simulationView } from './simulation_view.ts'

const LARGEST = 10

/** An evidence for the terminal. */
export function simulationText(evidence: Evidence): string {
  const one = simulationView(evidence)
  const { totals, words } = one
  return [
    `${one.text}: ${one.report.results} ${one.many}`,
    `${one.amount}: ${totals.before} → ${totals.after} (${totals.difference}; ${totals.percent})`,
    `${words.more}: ${totals.more} · ${words.less}: ${totals.less} · ${words.same}: ${totals.same}`,
    ...one.errors.map(({ code, count, sample }) => `Sem cálculo (${code}): ${count}. ${sample}`),
    ...one.dims.flatMap(({ title, rows }) => [
      '',
      title,
      ...rows.map(
        (row) => `  ${row.label}: ${row.before} → ${row.after} (${row.percent}; ${row.count})`
      ),
    ]),
    '',
    'Maiores mudanças',
    ...one.largest
      .slice(0, LARGEST)
      .map(
        ({ label, before, after, difference }) => `  ${label}: ${before} → ${after} (${difference})`
      ),
    '',
    `Evidência ${one.hash}`,
  ].join('\n')
}
