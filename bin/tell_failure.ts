import { prettyPrintError } from '@adonisjs/core'

/** The failure itself and what it was wrapped around, outermost first. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let one = error; one instanceof Error; one = one.cause) chain.push(one)
  return chain
}

/** The place in the code that a failure came from: the first line of its trace outside the framework. */
function placeOf({ stack = '' }: Error): string {
  const line = stack.split('\n').find((one) => /^\s+at /.test(one) && !one.includes('node_modules'))
  return line ? `\n  ${line.trim()}` : ''
}

/** A start that the kernel refused is told in one line, with the place of its cause; anything else with its trace. */
export async function tellFailure(error: unknown): Promise<void> {
  process.exitCode = 1
  const chain = chainOf(error)
  const refusal = chain.find((one) => (one as { code?: string }).code === 'E_KERNEL_PLUGINS')
  const environment = chain.find(
    (one) => (one as { code?: string }).code === 'E_DATABASE_ENVIRONMENT'
  )
  if (environment) return void process.stderr.write(`${environment.message}\n`)
  if (!refusal) return prettyPrintError(error)
  const cause = refusal.cause instanceof Error ? placeOf(refusal.cause) : ''
  const { code } = refusal as Error & { code: string }
  process.stderr.write(`${code}: ${refusal.message}${cause}\n`)
}
