import { errors } from '../errors.ts'
import { type Simulated, type SimulationScope, simulateCase } from './simulate_case.ts'

/** The answer to one case of several: its bill, or why there is none. */
export interface LineResult {
  /** Line of the file, or place in the request, from 1. */
  readonly line: number
  readonly result: Simulated | null
  readonly error: { readonly code: string; readonly text: string } | null
}

/** The text for people of a refusal; anything else is a failure of ours and goes on. */
export function refusalOf(error: unknown): { code: string; text: string } {
  const { code, people } = error as { code?: unknown; people?: unknown }
  if (typeof people !== 'string') throw error
  return { code: String(code), text: people }
}

/** Each case by itself: one that cannot be simulated is reported with its line and never stops the others. */
export async function simulateCases(
  scope: SimulationScope,
  cases: readonly { readonly line: number; readonly given: unknown }[]
): Promise<LineResult[]> {
  const results: LineResult[] = []
  for (const { line, given } of cases) {
    try {
      const value = typeof given === 'string' ? parseCase(given) : given
      results.push({ line, result: await simulateCase(scope, value), error: null })
    } catch (error) {
      results.push({ line, result: null, error: refusalOf(error) })
    }
  }
  return results
}

/** The cases of a JSON Lines file; empty lines do not count but keep the numbering. */
export const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((given, index) => ({ line: index + 1, given }))
    .filter(({ given }) => given.trim() !== '')

/** One case from text. @throws BusinessError E_TARIFFS_CASE_JSON */
export function parseCase(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw errors.E_TARIFFS_CASE_JSON({ detail: (error as Error).message }, { cause: error })
  }
}
