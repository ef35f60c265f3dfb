import { Worker } from 'node:worker_threads'
import type { RuleErrorCode } from '../errors.ts'
import type { Decision, Explanation, Facts, Issue, Lookups, RulesetContent } from '../types.ts'

export interface IsolatedLimits {
  /** Wall time, start of the thread included. */
  readonly milliseconds: number
  readonly heapMegabytes: number
}

export interface LocatedError {
  readonly code: RuleErrorCode | 'E_RULES_TIME' | 'E_RULES_MEMORY'
  readonly ruleset: string
  readonly rule: string | null
  readonly path: string
  /** In Portuguese: what happened, and what to do. */
  readonly people: string
  readonly issues: readonly Issue[]
}

export type IsolatedAnswer =
  { readonly explanation: Explanation } | { readonly error: LocatedError }

const LIMITS: IsolatedLimits = { milliseconds: 5000, heapMegabytes: 128 }
const STACK_MEGABYTES = 4

/** The thread runs this same file type: TypeScript in development, JavaScript once built. */
const isSource = import.meta.url.endsWith('.ts')
const FILE = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url)

/**
 * Explains rules that nobody has approved, in a thread that is ended when it passes its wall time or memory. Facts and
 * rules must be plain JSON. Never throws for what rules do: the answer is an explanation, or an error with its place.
 */
export async function explainIsolated(
  task: { decision: Decision; content: RulesetContent; facts: Facts; lookups?: Lookups },
  limits: IsolatedLimits = LIMITS
): Promise<IsolatedAnswer> {
  const worker = new Worker(FILE, {
    workerData: { ...task, lookups: task.lookups ?? {} },
    execArgv: isSource ? [`--import=${import.meta.resolve('#typescript')}`] : [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: STACK_MEGABYTES },
  })
  const refused = (code: LocatedError['code'], people: string): IsolatedAnswer => ({
    error: { code, ruleset: task.decision.name, rule: null, path: '', people, issues: [] },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<IsolatedAnswer>((resolve, reject) => {
      const late = `A avaliação passou de ${limits.milliseconds / 1000} s e foi interrompida; simplifique as regras.`
      timer = setTimeout(() => resolve(refused('E_RULES_TIME', late)), limits.milliseconds)
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) => {
        const large = `A avaliação passou de ${limits.heapMegabytes} MB e foi interrompida; reduza listas e textos.`
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refused('E_RULES_MEMORY', large))
        else reject(error)
      })
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
