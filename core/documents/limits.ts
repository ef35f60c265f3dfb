import { DocumentError } from './errors.ts'

/** What one rendering may still use. Checked at each turn of a loop and each command. */
export interface Budget {
  turns: number
  /** Characters written, counted again by each loop around them. */
  characters: number
  /** Instant of `performance.now()`. */
  readonly until: number
}

const TURNS = 20_000
const CHARACTERS = 8_000_000
const MILLISECONDS = 3000

export const newBudget = (): Budget => ({
  turns: TURNS,
  characters: CHARACTERS,
  until: performance.now() + MILLISECONDS,
})

/** Counts what was written. @throws DocumentError E_DOCUMENTS_BUDGET */
export function spend(budget: Budget, characters: number): void {
  budget.characters -= characters
  if (budget.turns < 0) {
    throw exceeded(`more than ${TURNS} turns in loops`, 'O modelo repete demais.')
  }
  if (budget.characters < 0) {
    throw exceeded(`more than ${CHARACTERS} characters`, 'O modelo produz conteúdo demais.')
  }
  if (performance.now() > budget.until) {
    throw exceeded(`for more than ${MILLISECONDS} ms`, 'O modelo demora demais e foi interrompido.')
  }
}

export function exceeded(what: string, pt: string): DocumentError {
  return new DocumentError('E_DOCUMENTS_BUDGET', {
    message: `The template goes on for too long: ${what}`,
    pt: `${pt} Reduza as repetições e os desenhos.`,
  })
}
