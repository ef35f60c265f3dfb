import { FormatError } from '../../domain/format_error.ts'

/** The FormatError that `run` throws; anything else, or nothing, fails the test. */
export function formatError(run: () => unknown): FormatError {
  try {
    run()
  } catch (error) {
    if (error instanceof FormatError) return error
    throw error
  }
  throw new Error('Expected a FormatError, nothing was thrown')
}

export function errorCode(run: () => unknown): string {
  return formatError(run).code
}
