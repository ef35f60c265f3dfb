import type { Replay } from '../simulation/read.ts'
import { scopeText } from '../simulation/scope.ts'
import type { ReplayedResult } from '../simulation/types.ts'

/** A re-performance for other programs. */
export const replayJson = ({ run, scope, outcome, differences }: Replay) => ({
  ...{ id: String(run.id), status: run.status, population: scope.population },
  ...{ from: scope.from, until: scope.until, groups: scope.groups },
  is_equal: outcome !== null && outcome.different === 0,
  outcome,
  differences,
})

/** A re-performance for the terminal. */
export function replayText({ run, scope, outcome, population, differences }: Replay): string {
  const { many } = population.results
  if (!outcome) return `${scopeText(scope)}: o recálculo ${run.id} não terminou (${run.status})`
  const head = `${scopeText(scope)}: recálculo de ${outcome.results} ${many}`
  if (outcome.different === 0) {
    return `${head}\nIGUAL: o recálculo chega ao mesmo em cada resultado.\nSelo ${outcome.hash}`
  }
  return [
    head,
    `DIFERENTE em ${outcome.different}`,
    ...differences.map(
      ({ label, step, stored, computed }) =>
        `  ${label}: a partir de ${step} (guardado ${stored}; recalculado ${computed})`
    ),
    `Selo ${outcome.hash}`,
  ].join('\n')
}

/** One result for the terminal. */
export const oneText = ({ label, difference }: ReplayedResult): string =>
  difference
    ? `${label}: DIFERENTE a partir de ${difference.step} (guardado ${difference.stored}; recalculado ${difference.computed})`
    : `${label}: IGUAL, o recálculo chega ao mesmo resultado.`
